// Validates the pages of a folder with html-validate; writes what is wrong on standard output, as JSON.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { HtmlValidate } from "html-validate";

// Every rule that html-validate recommends, but for those below, each with its reason.
const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // Style of the source, which no browser sees.
    "no-trailing-whitespace": "off",
    // Advice, not HTML: what is left out has a value by default, and it is the one meant.
    "no-implicit-button-type": "off",
    "no-implicit-input-type": "off",
    // Advice for search engines: titles begin with the h1, and are as long as it is.
    "long-title": "off",
    // Advice, not HTML: of the buttons of one name (language, appearance), only the one pressed is sent.
    "form-dup-name": "off",
    // A technique among others: the group of an answer is named by the h1 that asks, with aria-labelledby.
    "wcag/h71": "off",
    // A wide table is a region only so that it can be reached and scrolled by keyboard; div is DSFR markup.
    "prefer-native-element": ["error", { exclude: ["region"] }],
  },
});

const folder = process.argv[2];
const wrong = [];
for (const name of readdirSync(folder)) {
  const { results } = await validator.validateString(readFileSync(join(folder, name), "utf8"), name);
  for (const each of results.flatMap(({ messages }) => messages)) {
    wrong.push(`${name}:${each.line}:${each.column}: ${each.ruleId}: ${each.message}`);
  }
}
process.stdout.write(JSON.stringify(wrong));
