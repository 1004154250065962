import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const recipes = readdirSync("examples/recipes");
const importable = /^(node:[\w/]+|@aws-sdk\/client-athena|athena-executors(\/testing|\/redis)?)$/;

describe("The recipes", () => {
  it("are the nightly job, alert, gauge, Lambda, route and CSV", () => {
    expect(recipes.sort()).toEqual(["alert.ts", "csv.ts", "gauge.ts", "lambda.ts", "nightly.ts", "route.ts"]);
  });

  it.each(recipes)("fit a screen, create their client and import only public entries: %s", (name) => {
    const code = readFileSync(join("examples/recipes", name), "utf8");
    const lines = code.trimEnd().split("\n").length;
    expect(lines).toBeGreaterThanOrEqual(15);
    expect(lines).toBeLessThanOrEqual(40);
    expect(code).toContain("new AthenaClient(");
    const imported = [...code.matchAll(/\bfrom "([^"]+)"|\bimport\("([^"]+)"\)/g)].map(
      ([, one, other]) => one ?? other,
    );
    expect(imported).toContain("athena-executors");
    expect(imported.filter((specifier) => !importable.test(specifier ?? ""))).toEqual([]);
  });
});
