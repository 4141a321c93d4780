export default function Built() {
  return <p>Made at build time</p>;
}
