// The declarations of the built engine, and those made from the Rust types, are what a program in TypeScript needs.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const STRICT = ["--noEmit", "--strict", "--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes", "--lib", "esnext,dom", "--module", "nodenext"];

test("a program in TypeScript type-checks against the built engine", () => {
  const compiler = spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", ...STRICT, "tests/browser/types.ts"], { cwd: ROOT, encoding: "utf8" });
  assert.equal(compiler.stdout + compiler.stderr, "");
  assert.equal(compiler.status, 0);
});
