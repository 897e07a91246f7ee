import assert from "node:assert/strict";
import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { buildBase, locateBase } from "./base-tree";
import { findRevision, namesAt } from "./revision";
import { gitIn, SmallProject } from "./testing";

describe("a revision", () => {
  let project: SmallProject;
  let first: string;
  before(() => {
    project = new SmallProject();
    project.write("Pulumi.dev.yaml", "");
    first = project.commit();
    project.write("Pulumi.org.yaml", "");
    project.commit();
    gitIn(project.folder, "tag", "--annotate", "release", "--message", "one", "HEAD~1");
  });
  after(() => {
    project.remove();
  });

  it("is found by whatever git calls it, also a tag with a message", () => {
    for (const revision of ["HEAD~1", first, first.slice(0, 8), "release"]) {
      assert.deepEqual(findRevision(project.folder, revision), { revision, commit: first });
    }
  });

  it("has the files of its own time, seen from the project's folder", () => {
    assert.deepEqual(
      namesAt(project.folder, findRevision(project.folder, "HEAD~1")).filter((name) =>
        name.startsWith("Pulumi"),
      ),
      ["Pulumi.dev.yaml"],
    );
  });

  it("is refused in one line when git does not know it, also when it looks like an option", () => {
    for (const revision of ["nowhere", "--help", "HEAD:package.json"]) {
      assert.throws(() => findRevision(project.folder, revision), {
        message: `--base: "${revision}" is no commit, branch or tag of this repository; name one of \`git log\`, or fetch it when the clone is shallow`,
      });
    }
  });

  it("is refused where there is no repository", () => {
    const folder = mkdtempSync(join(tmpdir(), "meridian-loose-"));
    assert.throws(() => findRevision(folder, "HEAD"), {
      message: `--base: "${folder}" is in no git repository, so there is nothing to compare with; use a git clone`,
    });
    rmSync(folder, { recursive: true });
  });
});

describe("the tree of a revision", function () {
  this.timeout(60_000);
  let project: SmallProject;
  let said: string[];
  beforeEach(() => {
    said = [];
    // What a build does is to run the command once.
    project = new SmallProject(`require("node:fs").writeFileSync(__dirname + "/built", args.join());`);
    mkdirSync(join(project.folder, "node_modules", "package"), { recursive: true });
  });
  afterEach(() => {
    project.remove();
  });
  const cached = () => {
    const folder = join(project.folder, ".meridian", "base");
    return existsSync(folder) ? readdirSync(folder).sort() : [];
  };
  const locate = (revision: string, install = false) =>
    locateBase(project.folder, findRevision(project.folder, revision), install);
  const build = async (revision: string, install = false) => {
    const tree = locate(revision, install);
    await buildBase(project.folder, tree, (line) => said.push(line));
    return tree.folder;
  };

  it("is built by its own command, with this project's packages, and changes nothing in the repository", async () => {
    const commit = project.commit();
    project.write("package.json", "{}");
    const status = gitIn(project.folder, "status", "--porcelain");
    const folder = await build("HEAD");
    const short = commit.slice(0, 7);
    assert.deepEqual(said, [`base ${short}: compiling …`]);
    assert.deepEqual(cached(), [commit]);
    assert.equal(readFileSync(join(folder, "built"), "utf8"), "--version");
    assert.deepEqual(readdirSync(join(folder, "node_modules")), ["package"]);
    assert.equal(gitIn(project.folder, "status", "--porcelain"), status);
    assert.equal(gitIn(project.folder, "worktree", "list").split("\n").length, 1);
  });

  it("is the project's part of a repository that begins above it", async () => {
    const inner = join(project.folder, "inner");
    mkdirSync(inner);
    for (const file of ["package.json", "package-lock.json", "meridian.cjs"]) {
      copyFileSync(join(project.folder, file), join(inner, file));
    }
    project.commit();
    const tree = locateBase(inner, findRevision(inner, "HEAD"), false);
    await buildBase(inner, tree, () => undefined);
    assert.equal(tree.folder, join(inner, ".meridian", "base", tree.base.commit));
    const links = ["built", "node_modules"];
    const files = ["meridian.cjs", "package-lock.json", "package.json"];
    assert.deepEqual(readdirSync(tree.folder).sort(), [...links, ...files].sort());
  });

  it("is not built a second time", async () => {
    const folder = await build("HEAD");
    rmSync(join(folder, "built"));
    assert.equal(await build("HEAD"), folder);
    assert.ok(!existsSync(join(folder, "built")));
    assert.equal(said.length, 1);
  });

  it("is whole when several processes build it at once, and nothing else stays", async () => {
    const [one, other] = await Promise.all([build("HEAD"), build("HEAD")]);
    assert.equal(one, other);
    assert.equal(said.length, 2, "both have built");
    assert.deepEqual(cached(), [gitIn(project.folder, "rev-parse", "HEAD")]);
    assert.equal(readFileSync(join(one, "built"), "utf8"), "--version");
  });

  it("is left out of the cache when it cannot be built, with what it printed", async () => {
    project.command(`console.error("a.ts:1:1: wrong; correct it"); process.exit(3);`);
    const short = project.commit().slice(0, 7);
    await assert.rejects(build("HEAD"), {
      name: "TreeError",
      message: `base ${short}: cannot be built:\n  a.ts:1:1: wrong; correct it`,
    });
    assert.deepEqual(cached(), []);
  });

  it("needs --install-base where the lockfile differs, and then has packages of its own", async () => {
    const base = project.commit();
    project.lock("2.0.0");
    assert.throws(() => locate("HEAD"), {
      message: `--base: base ${base.slice(0, 7)} has another package-lock.json; add --install-base to install its packages (npm ci) in a folder of its own`,
    });
    assert.deepEqual(cached(), []);
    const folder = await build("HEAD", true);
    assert.deepEqual(said, [
      `base ${base.slice(0, 7)}: installing packages (npm ci) …`,
      `base ${base.slice(0, 7)}: compiling …`,
    ]);
    assert.deepEqual(cached(), [`${base}-installed`]);
    const modules = lstatSync(join(folder, "node_modules"), { throwIfNoEntry: false });
    assert.ok(modules?.isSymbolicLink() !== true, "not a link to ours");
    assert.deepEqual(readdirSync(join(project.folder, "node_modules")), ["package"], "ours are as they were");
    assert.equal(await build("HEAD"), folder, "found again without the option");
    assert.equal(said.length, 2);
  });

  it("needs a lockfile", () => {
    rmSync(join(project.folder, "package-lock.json"));
    const short = project.commit().slice(0, 7);
    project.lock("1.0.0");
    assert.throws(() => locate("HEAD"), {
      message: `--base: base ${short} has no package-lock.json, so it is no tree of this project; name another revision`,
    });
  });

  it("stays for the next time, but only the five last used do", async () => {
    const cache = join(project.folder, ".meridian", "base");
    const old = ["a", "b", "c", "d", "e.partial-x"];
    old.forEach((name, index) => {
      mkdirSync(join(cache, name), { recursive: true });
      utimesSync(join(cache, name), 1_000 + index, 1_000 + index);
    });
    const commit = gitIn(project.folder, "rev-parse", "HEAD");
    await build("HEAD");
    assert.deepEqual(cached(), [commit, "b", "c", "d", "e.partial-x"].sort());
    // Use is what counts, not age.
    utimesSync(join(cache, commit), 1, 1);
    await build("HEAD");
    mkdirSync(join(cache, "f"));
    await build("HEAD");
    assert.deepEqual(cached(), [commit, "c", "d", "e.partial-x", "f"].sort());
  });
});
