import { WELL_KNOWN_KEYS } from "../../policy/index.ts";

// Phrases that tutorials, templates and answers on the web use as a key. Each is tried with spaces,
// dashes, underscores and nothing between its words.
const PHRASES = `
secret|key|secret key|a secret key|the secret key|my secret|my secret key|my super secret key|mykey|my key
super secret|super secret key|supersecret key|super duper secret|very secret|very secret key|top secret|top secret key
your secret|your secret key|your secret key here|your super secret key|your very secret key|your flask secret key
your app secret key|your random secret key|your unique secret key|your secure secret key|enter your secret key
put your secret key here|insert secret key here|add your secret key here|some secret|some secret key|some random string
some random key|random string|any random string|a random string|random key|random secret key|secret string
a very secret key|a really secret key|really secret key|so secret|not so secret|not a secret|no secret|secret password
secret key here|secret key goes here|secret key 123|secret session key|session key|session secret|session secret key
flask|flask key|flask app|flask secret|flask secret key|flask app secret|flask app secret key|flask session|app secret
app secret key|app key|application secret key|dev|dev key|dev secret|dev secret key|development|development key
development secret|development secret key|dev secret key change in production|dev key change in production
change in production|change me in production|change this in production|change this key|change this secret
change this secret key|change me|change me please|changeit|please change me|please change this|replace me
test|test key|test secret|test secret key|testing|testing key|testing secret key|unit test key|ci secret key|demo
demo key|demo secret key|example|example key|example secret key|sample secret key|default|default key|default secret
default secret key|default string|local|local secret key|insecure|insecure key|insecure secret key|unsafe secret key
temporary|temporary key|temporary secret key|temp key|temp secret key|dummy|dummy key|dummy secret key|fake secret key
placeholder|placeholder secret key|password|my password|password 123|admin|admin 123|root|user|guest|letmein|qwerty
hello|hello world|hello flask|foo|bar|foobar|baz|spam|spam eggs|ham and eggs|hush|shh|shhh|ssh secret|dont tell anyone
do not tell anyone|keep it secret|keep it secret keep it safe|you will never guess|you never guess|hard to guess
hard to guess string|hard to guess key|difficult to guess string|this is secret|this is a secret|this is a secret key
this is my secret|this is my secret key|this is the secret key|this is a very secret key|this is a super secret key
this is not a secret|this should be secret|this should be a secret key|this key should be changed|it is a secret
its a secret|i am a secret key|set the secret key|precious|my precious|bananas|sesame|open sesame|open says me|shoppe
keyboard cat|cats are cool|hackme|blog secret key|chat secret key|todo secret key|todo app secret key|shop secret key
yandexlyceum secret key|secretkey|mysecret|thisissecret|thisisasecret|jwt secret|jwt secret key|csrf secret key
wtf csrf secret key|powerful secret key|powerful secretkey|a unique secret key|unique secret key|generated secret key`;

// Keys with one spelling only, each from a well-known book, course, template or advisory.
const SINGLE = [
  "5791628bb0b13ce0c676dfde280ba245", // a much-watched video course
  "hjshjhdjah kjshkjdhjs", // another one
  "hjsdfghjkl",
  "F34TF$($e34D",
  "C2HWGVoMGfNTBsrYQg8EcMrdTimkZfAb", // the Flask-User and Flask-WTF snippets
  "8BYkEfBA6O6donzWlSihBXox7C0sKR6b",
  "8BYkEfBA6O6donzWlSihBXox7C0sKR7b",
  "Th1s1ss3cr3t",
  "s3cr3t",
  "s3cret",
  "S3cr3t",
  "5up3r53cr3t",
  "sup3rs3cr3t",
  "Sup3rS3cr3tK3y",
  "p@ssw0rd",
  "abc",
  "abc123",
  "xyz",
  "asdf",
  "asdfgh",
  "qwertyuiop",
  "12345678910",
  "0123456789",
  "0123456789abcdef",
  "00000000000000000000000000000000",
  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
  "_5#y2LF4Q8z\\n\\xec]/",
  '_5#y2L"F4Q8z\\n\\xec]/',
  "b'_5#y2L\"F4Q8z\\n\\xec]/'",
  "c292a0a3aa32397cdb050e233733900f", // Redash, CVE-2021-41192
  "temporary_key", // Apache Airflow, CVE-2020-17526
  "cosmos",
  "fd{sdf64ydfg",
  "development key", // Flaskr of the first years
  "SECRET_KEY",
  "None",
  "null",
  "undefined",
];

const DIGITS = Array.from({ length: 10 }, (_, i) => "1234567890".slice(0, i + 1));

function spellings(phrase: string): string[] {
  const words = phrase.split(" ");
  const joined = [" ", "-", "_", ""].map((separator) => words.join(separator));
  const upper = joined.map((text) => text.toUpperCase());
  const title = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  const plain = [...joined, ...upper, title];
  return plain.flatMap((text) => [text, `${text}!`, `${text}1`, `${text}123`]);
}

/** Well-known keys: the library's own list, and more that are tried against a cookie. */
export const KNOWN_KEYS: readonly string[] = [
  ...new Set([
    ...WELL_KNOWN_KEYS,
    ...SINGLE,
    ...DIGITS,
    ...PHRASES.trim().split(/[|\n]/).flatMap(spellings),
  ]),
];
