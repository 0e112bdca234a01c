// Whether JSON documents keep to a schema, as ajv reads it.
//   schema.mjs SCHEMA DOCUMENT...
import { readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";

const [schema, ...documents] = process.argv.slice(2).map((name) => [name, JSON.parse(readFileSync(name, "utf8"))]);
const validate = new Ajv({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true, strictTypes: false }).compile(schema[1]);
let failed = documents.length === 0 ? 1 : 0;
for (const [name, document] of documents) {
  if (validate(document)) continue;
  failed += 1;
  console.log(`failed: ${name}:`, validate.errors);
}
console.log(`${documents.length} documents, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
