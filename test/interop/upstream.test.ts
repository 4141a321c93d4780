// ItsDangerous' own tests, unmodified, run against dewar: upstream/itsdangerous stands in for the
// Python package and hands every call to Node.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { PYTHON } from "./peer.ts";
import { unpacked } from "./upstream/sdist.ts";

const here = fileURLToPath(new URL("upstream", import.meta.url));

interface Summary {
  outcomes: Record<string, number>;
  leftOut: Record<string, number>;
  subject: string;
}

test("ItsDangerous' tests pass, all but those that cannot cross", () => {
  const folder = unpacked({
    name: "itsdangerous",
    version: "2.2.0",
    sha256: "e0050c0b7da1eea53ffaf149c0cfbb5c6e2e2b69c4bef22c81fa6eb73e5f6173",
  });
  const tests = join(folder, "tests");
  const env = {
    ...process.env,
    PYTHONPATH: [here, tests].join(":"),
    PYTHONDONTWRITEBYTECODE: "1",
  };
  const options = [
    "-p",
    "no:cacheprovider",
    "-p",
    "left_out",
    "-c",
    "/dev/null",
    "--rootdir",
    tests,
  ];
  const { stdout, stderr, status } = spawnSync(
    PYTHON,
    ["-m", "pytest", "--quiet", "--tb=short", ...options, tests],
    { cwd: tests, env, encoding: "utf8" },
  );
  const line = /^summary: (.*)$/m.exec(stdout);
  expect(line, `${stdout}${stderr}`).not.toBe(null);
  expect(JSON.parse((line as RegExpExecArray)[1] as string) as Summary, stdout).toEqual({
    outcomes: { passed: 268 },
    leftOut: {
      test_int_bytes: 3,
      test_file: 12,
      test_serializer_kwargs: 10,
      test_invalid_key_derivation: 3,
      test_abstract_algorithm: 1,
    },
    // Not the package itself, which is installed as well.
    subject: "Stands in for `itsdangerous` while its ",
  });
  expect(status).toBe(0);
});
