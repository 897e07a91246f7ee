import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { reportFiles } from "./formats";
import { sampleReport } from "./testing";

const page = () =>
  reportFiles(["html"], [sampleReport(), sampleReport({ stack: "prod-us", resources: [] })])[0]!.text;

const shown = (html: string) => /<small id="shown">([^<]*)<\/small>/.exec(html)?.[1];

/** Debian's name of the browser, and others'. */
const browser = ["chromium", "chromium-browser", "google-chrome"].find(
  (name) => spawnSync(name, ["--version"]).status === 0,
);

describe("tools/report: HTML", () => {
  it("is one file that loads nothing", () => {
    const html = page();
    assert.ok(html.includes("default-src 'none'"));
    assert.equal(/<(?:link|img|iframe|script src)|@import|url\(/.exec(html), null);
  });

  it("has a row for each finding, escaped, what blocks first", () => {
    const html = page();
    const levels = [...html.matchAll(/<span class="(mandatory|advisory)">(?:mandatory|advisory)/g)].map(
      ([, level]) => level,
    );
    assert.deepEqual(levels, ["mandatory", "mandatory", "advisory"]);
    assert.equal(shown(html), "3 of 3");
    assert.ok(html.includes("<code>a&lt;b&gt;&amp;&quot;c&quot;|`d`"));
    assert.ok(!html.includes("<b>&"));
  });

  describe(`in a browser${browser === undefined ? " (skipped: no chromium)" : ""}`, function () {
    this.timeout(120_000);
    const test = browser === undefined ? it.skip : it;
    let folder: string;
    before(() => {
      folder = mkdtempSync(join(tmpdir(), "report-"));
      writeFileSync(join(folder, "report.html"), page());
    });
    after(() => {
      rmSync(folder, { recursive: true });
    });

    /** The page as the browser has it after its script ran. */
    function opened(hash: string): string {
      const address = pathToFileURL(join(folder, "report.html")).href + hash;
      const options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        `--user-data-dir=${folder}/profile`,
        "--dump-dom",
      ];
      const { stdout, status, stderr } = spawnSync(browser!, [...options, address], { encoding: "utf8" });
      assert.equal(status, 0, stderr);
      return stdout;
    }
    const hidden = (dom: string) => dom.match(/<tr hidden="">/g)?.length ?? 0;

    test("shows everything at first", () => {
      const dom = opened("");
      assert.equal(shown(dom), "3 of 3");
      assert.equal(hidden(dom), 0);
    });

    test("shows what its address asks for", () => {
      const dom = opened("#prod-eu%20res-01%20abroad");
      assert.equal(shown(dom), "1 of 3");
      assert.equal(hidden(dom), 2);
    });
  });
});
