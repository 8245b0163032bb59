// Runs one case against a host: node run.mjs CASE HOST:PORT. Exits with 0 when it passes.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const tests = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "..");
// The packages are those of the interoperability client.
const require = createRequire(path.join(tests, "Conformance", "interop", "package.json"));
const grpc = require("@grpc/grpc-js");
const loader = require("@grpc/proto-loader");
const protobuf = require("protobufjs");

const [, , name, address] = process.argv;
const files = [
  "kompetanse/assessment/v1/assessment.proto",
  "kompetanse/bulk/v1/bulk.proto",
  "kompetanse/catalogue/v1/catalogue.proto",
  "kompetanse/directory/v1/directory.proto",
  "kompetanse/gap/v1/gap.proto",
];
const options = { keepCase: true, defaults: true, enums: String, longs: Number };
// The contracts' annotations are Google's own; protobufjs has them.
const loaded = grpc.loadPackageDefinition(loader.loadSync(files, {
  ...options, includeDirs: [path.join(tests, "..", "protos"), path.dirname(require.resolve("protobufjs/package.json"))],
}));
const open = (Service) => new Service(address, grpc.credentials.createInsecure());
const { kompetanse } = loaded;
const directory = open(kompetanse.directory.v1.DirectoryService);
const assessment = open(kompetanse.assessment.v1.AssessmentService);
const bulk = open(kompetanse.bulk.v1.BulkService);
const gap = open(kompetanse.gap.v1.GapAnalysisService);
let health;

// The rich errors of gRPC, as google/rpc/status.proto and error_details.proto have them.
const rpc = protobuf.parse(`
  syntax = "proto3";
  package google.rpc;
  message Any { string type_url = 1; bytes value = 2; }
  message Status { int32 code = 1; string message = 2; repeated Any details = 3; }
  message ErrorInfo { string reason = 1; string domain = 2; map<string, string> metadata = 3; }
  message LocalizedMessage { string locale = 1; string message = 2; }
  message FieldViolation { string field = 1; string description = 2; }
  message BadRequest { repeated FieldViolation field_violations = 1; }
`, { keepCase: true }).root;

function details(error) {
  const [bytes] = error.metadata.get("grpc-status-details-bin");
  const status = rpc.lookupType("google.rpc.Status").decode(bytes);
  assert.equal(status.code, error.code);
  return Object.fromEntries(status.details.map(({ type_url, value }) => {
    const type = type_url.split("/")[1];
    return [type.split(".").pop(), rpc.lookupType(type).decode(value)];
  }));
}

// What is needed of grpc/reflection/v1/reflection.proto to ask a server for everything else.
const reflection = open(grpc.loadPackageDefinition(loader.fromJSON(protobuf.parse(`
  syntax = "proto3";
  package grpc.reflection.v1;
  message ServerReflectionRequest { oneof message_request { string file_containing_symbol = 4; string list_services = 7; } }
  message FileDescriptorResponse { repeated bytes file_descriptor_proto = 1; }
  message ServiceResponse { string name = 1; }
  message ListServiceResponse { repeated ServiceResponse service = 1; }
  message ErrorResponse { int32 error_code = 1; string error_message = 2; }
  message ServerReflectionResponse {
    oneof message_response {
      FileDescriptorResponse file_descriptor_response = 4;
      ListServiceResponse list_services_response = 6;
      ErrorResponse error_response = 7;
    }
  }
  service ServerReflection {
    rpc ServerReflectionInfo(stream ServerReflectionRequest) returns (stream ServerReflectionResponse);
  }
`, { keepCase: true }).root.toJSON(), options)).grpc.reflection.v1.ServerReflection);

/** One question to reflection. */
function ask(request) {
  return new Promise((resolve, reject) => {
    const stream = reflection.ServerReflectionInfo();
    stream.on("data", (reply) => resolve(reply));
    stream.on("error", reject);
    stream.write(request);
    stream.end();
  });
}

/** A client for a service that is known by nothing but its name, as tools make one. */
async function reflected(service) {
  const { file_descriptor_response } = await ask({ file_containing_symbol: service });
  const set = new protobuf.Writer();
  for (const file of file_descriptor_response.file_descriptor_proto) set.uint32(10).bytes(file);
  const found = grpc.loadPackageDefinition(loader.loadFileDescriptorSetFromBuffer(Buffer.from(set.finish()), options));
  return open(service.split(".").reduce((scope, part) => scope[part], found));
}

/** A host in development believes this; it may do what every scope allows. */
function credentials() {
  const metadata = new grpc.Metadata();
  metadata.set("authorization", "Persona operator");
  return metadata;
}

/** A call with one reply; what the server refuses is thrown. */
function call(client, method, request, { language, ...options } = {}) {
  const metadata = client === health ? new grpc.Metadata() : credentials();
  if (language) metadata.set("accept-language", language);
  return new Promise((resolve, reject) => {
    client[method](request, metadata, options, (error, reply) => (error ? reject(error) : resolve(reply)));
  });
}

async function refusal(client, method, request, options) {
  try {
    await call(client, method, request, options);
  } catch (error) {
    return { error, ...details(error) };
  }

  return assert.fail(`${method} was not refused.`);
}

function importing(parts, options = {}) {
  return new Promise((resolve, reject) => {
    const stream = bulk.Import(credentials(), options, (error, reply) => (error ? reject(error) : resolve(reply)));
    parts.forEach((part) => stream.write(part));
    if (!options.leaveOpen) stream.end();
  });
}

// The worked example of the gap report, a few rows in each message.
const workedExample = () => [
  { request_id: `example-${process.pid}` },
  {
    competences: [
      { id: "veiledning", name_nb: "Veiledning", kind: "COMPETENCE_KIND_SKILL" },
      { id: "arbeidsmarked", name_nb: "Arbeidsmarked", kind: "COMPETENCE_KIND_KNOWLEDGE" },
    ],
    roles: [{ id: "veileder", name_nb: "Veileder" }],
    units: [{ id: "kontor", name: "Kontoret", type: "UNIT_TYPE_OFFICE" }],
  },
  { employees: ["anna", "bo", "cato"].map((id) => ({ id, name: id, employer: "EMPLOYER_STATE" })) },
  {
    positions: [["anna", 1], ["bo", 0.5], ["cato", 0.8]].map(([employee_id, share]) => ({
      employee_id, unit_id: "kontor", role_id: "veileder", share, from_date: "2020-01-01",
    })),
    role_profiles: [{
      role_id: "veileder",
      valid_from: "2020-01-01",
      expectations: [
        { competence_id: "veiledning", level: 3, weight: 3 },
        { competence_id: "arbeidsmarked", level: 2, weight: 2 },
      ],
    }],
  },
  ...[
    ["anna", "veiledning", "AGREED", 2],
    ["anna", "arbeidsmarked", "AGREED", 3],
    ["bo", "arbeidsmarked", "SELF", 1],
    ["cato", "veiledning", "VERIFIED", 4],
    ["cato", "arbeidsmarked", "AGREED", 1],
    ["cato", "arbeidsmarked", "SELF", 3],
  ].map(([employee_id, competence_id, basis, level]) => ({
    assessments: [{ employee_id, competence_id, basis: `BASIS_${basis}`, level, date: "2021-01-01" }],
  })),
];

const near = (actual, expected) => assert.ok(Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected}`);

async function report(basis) {
  const { role_rows } = await call(gap, "GetUnitReport", { unit_id: "kontor", basis: `LEVEL_BASIS_${basis}` });
  return Object.fromEntries(role_rows.map((row) => [row.competence_id, row]));
}

const cases = {
  async main_job() {
    const imported = await importing(workedExample());
    assert.equal(imported.rows, 2 + 1 + 1 + 3 + 3 + 1 + 6);

    const best = await report("BEST");
    assert.deepEqual(Object.keys(best), ["veiledning", "arbeidsmarked"]);
    const { numbers, ...row } = best.veiledning;
    assert.deepEqual([row.role_id, row.role_name, row.required_min, row.required_max], ["veileder", "Veileder", 3, 3]);
    assert.deepEqual(
      [numbers.positions, numbers.met, numbers.below, numbers.unknown, numbers.self_only], [3, 1, 1, 1, 0]);
    near(numbers.fte, 2.3);
    near(numbers.weighted_gap, 7.5);
    near(numbers.mean_level, 3);
    near(numbers.coverage, 1 / 3);
    const second = best.arbeidsmarked.numbers;
    assert.deepEqual([second.met, second.below, second.unknown], [1, 2, 0]);
    near(second.weighted_gap, 2.6);
    near(second.mean_level, 5 / 3);

    const agreed = await report("AGREED");
    assert.equal(agreed.arbeidsmarked.numbers.unknown, 1);
    near(agreed.arbeidsmarked.numbers.weighted_gap, 3.6);
    near((await report("VERIFIED")).veiledning.numbers.weighted_gap, 13.5);
    const self = (await report("SELF")).arbeidsmarked.numbers;
    assert.deepEqual([self.met, self.self_only, self.unknown], [1, 1, 1]);
  },

  async stale_etag() {
    const employee = { id: "etag-1", name: "Eli", email: "eli@example.no", employer: "EMPLOYER_STATE" };
    const created = await call(directory, "CreateEmployee", { employee, request_id: "etag-1" });
    const changed = await call(directory, "UpdateEmployee", {
      employee: { id: "etag-1", name: "Eli Ny", etag: created.etag }, update_mask: { paths: ["name"] },
    });
    assert.deepEqual([changed.name, changed.email], ["Eli Ny", "eli@example.no"]);
    assert.notEqual(changed.etag, created.etag);

    const stale = { employee: { id: "etag-1", name: "Eli Gammel", etag: created.etag }, update_mask: { paths: ["name"] } };
    const { error, ErrorInfo, LocalizedMessage } = await refusal(directory, "UpdateEmployee", stale);
    assert.equal(error.code, grpc.status.ABORTED);
    assert.deepEqual([ErrorInfo.reason, ErrorInfo.domain], ["ETAG_STALE", "kompetanse"]);
    assert.deepEqual(
      [LocalizedMessage.locale, LocalizedMessage.message],
      ["nb", "Noen har endret dette siden du leste det. Les det på nytt og prøv igjen."]);
    assert.equal((await call(directory, "GetEmployee", { id: "etag-1" })).name, "Eli Ny");

    // The request id that was seen before gives the earlier answer.
    const again = await call(directory, "CreateEmployee", { employee, request_id: "etag-1" });
    assert.equal(again.id, "etag-1");
    const second = await refusal(directory, "CreateEmployee", { employee, request_id: "etag-2" });
    assert.equal(second.error.code, grpc.status.ALREADY_EXISTS);
  },

  async unknown_unit() {
    const asked = { unit_id: "månen" };
    const bokmål = await refusal(gap, "GetUnitReport", asked);
    assert.equal(bokmål.error.code, grpc.status.NOT_FOUND);
    assert.equal(bokmål.error.details, "Enheten «månen» finnes ikke.");
    assert.equal(bokmål.ErrorInfo.reason, "UNIT_NOT_FOUND");
    assert.equal(bokmål.BadRequest.field_violations[0].field, "unit_id");

    const english = await refusal(gap, "GetUnitReport", asked, { language: "en" });
    assert.equal(english.error.code, grpc.status.NOT_FOUND);
    assert.equal(english.error.details, "There is no unit “månen”.");
    assert.equal((await refusal(gap, "GetUnitReport", asked, { language: "nb, en;q=0.5" })).error.details, bokmål.error.details);
  },

  async refused_import() {
    const parts = [...workedExample(), { units: [{ id: "kjelleren", name: "Kjelleren", type: "UNIT_TYPE_TEAM", parent_id: "borte" }] }];
    parts[0] = { request_id: "refused" };
    const refused = await importing(parts).then(() => assert.fail("It was recorded."), (error) => error);
    // Where in the whole stream: one unit came before it.
    assert.equal(details(refused).BadRequest.field_violations[0].field, "units[1].parent_id");
    assert.equal(details(refused).ErrorInfo.reason, "UNIT_NOT_FOUND");
    await refusal(directory, "GetUnit", { id: "kjelleren" });
  },

  async deadline() {
    // A stream that is never ended: only the deadline ends the call.
    const late = await importing([{ request_id: "late" }], { deadline: Date.now() + 200, leaveOpen: true })
      .then(() => assert.fail("It was answered."), (error) => error);
    assert.equal(late.code, grpc.status.DEADLINE_EXCEEDED);
    const inTime = await call(directory, "ListUnits", {}, { deadline: Date.now() + 60000 });
    assert.ok(Array.isArray(inTime.units));
  },

  async reflection() {
    const { list_services_response } = await ask({ list_services: "" });
    const names = list_services_response.service.map(({ name }) => name);
    assert.ok(names.includes("kompetanse.directory.v1.DirectoryService"), names.join());
    const { error_response } = await ask({ file_containing_symbol: "kompetanse.Nothing" });
    assert.equal(error_response.error_code, grpc.status.NOT_FOUND);

    const client = await reflected("kompetanse.directory.v1.DirectoryService");
    await call(directory, "CreateUnit", { unit: { id: "speil", name: "Speil", type: "UNIT_TYPE_TEAM" } });
    assert.equal((await call(client, "GetUnit", { id: "speil" })).name, "Speil");
  },

  async health() {
    health = await reflected("grpc.health.v1.Health");
    assert.equal((await call(health, "Check", { service: "kompetanse.gap.v1.GapAnalysisService" })).status, "SERVING");
    assert.equal((await call(health, "Check", {})).status, "SERVING");
    await assert.rejects(call(health, "Check", { service: "nobody" }), { code: grpc.status.NOT_FOUND });
  },

  async pages() {
    const ids = Array.from({ length: 23 }, (_, i) => `side-${String(i).padStart(2, "0")}`);
    await importing([
      { request_id: "pages" },
      { employees: ids.map((id) => ({ id, name: id, employer: "EMPLOYER_MUNICIPAL" })) },
    ]);
    const seen = [];
    let page_token = "";
    do {
      const page = await call(directory, "ListEmployees", { page_size: 5, page_token });
      assert.ok(page.employees.length <= 5);
      seen.push(...page.employees.map(({ id }) => id));
      page_token = page.next_page_token;
    } while (page_token);
    assert.deepEqual(seen, [...seen].sort());
    assert.equal(new Set(seen).size, seen.length);
    assert.deepEqual(seen.filter((id) => id.startsWith("side-")), ids);

    const { error, ErrorInfo } = await refusal(directory, "ListEmployees", { page_token: "made-up" });
    assert.deepEqual([error.code, ErrorInfo.reason], [grpc.status.INVALID_ARGUMENT, "PAGE_TOKEN_INVALID"]);
  },

  async self_assessment() {
    await importing(workedExample());
    const own = { employee_id: "bo", competence_id: "veiledning", basis: "BASIS_SELF", level: 3, date: "2022-01-01" };
    const created = await call(assessment, "CreateAssessment", { assessment: own, request_id: "own" });
    const { assessments } = await call(assessment, "ListAssessments", { employee_id: "bo", competence_id: "veiledning" });
    assert.deepEqual(assessments, [created]);
    assert.equal((await report("BEST")).veiledning.numbers.self_only, 1);
    const corrected = await call(assessment, "UpdateAssessment", {
      assessment: { ...created, level: 2 }, update_mask: { paths: ["level"] },
    });
    assert.equal(corrected.level, 2);
    assert.equal((await report("BEST")).veiledning.numbers.self_only, 0);
  },
};

assert.ok(cases[name], `There is no case ${name}.`);
await cases[name]();
console.log(`${name} passed`);
process.exit(0);
