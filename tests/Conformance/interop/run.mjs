// Runs one interoperability case against a server: node run.mjs CASE HOST:PORT. Exits with 0 when it passes.
import assert from "node:assert/strict";
import path from "node:path";
import { fileURLToPath } from "node:url";
import grpc from "@grpc/grpc-js";
import loader from "@grpc/proto-loader";

const [, , name, address] = process.argv;
const protos = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "protos");
const { testing } = grpc.loadPackageDefinition(
  loader.loadSync("grpc/testing/test.proto", { includeDirs: [protos], keepCase: true, defaults: true }),
).grpc;

const client = new testing.TestService(address, grpc.credentials.createInsecure());
const gzip = new testing.TestService(address, grpc.credentials.createInsecure(), {
  "grpc.default_compression_algorithm": 2,
});
const zeros = (size) => ({ type: "COMPRESSABLE", body: Buffer.alloc(size) });
const requestSizes = [27182, 8, 1828, 45904];
const responseSizes = [31415, 9, 2653, 58979];
const special = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n";

/** A call with one reply: {error, reply, headers, trailers}. */
function unary(method, request, metadata = new grpc.Metadata(), options = {}, from = client) {
  return new Promise((resolve) => {
    const result = {};
    const call = from[method](request, metadata, options, (error, reply) => Object.assign(result, { error, reply }));
    call.on("metadata", (headers) => (result.headers = headers));
    call.on("status", (status) => resolve(Object.assign(result, { trailers: status.metadata })));
  });
}

/** Everything a stream of replies brings: {error, replies, headers, trailers}. */
function collect(call, onReply = () => {}) {
  return new Promise((resolve) => {
    const result = { replies: [] };
    call.on("metadata", (headers) => (result.headers = headers));
    call.on("data", (reply) => {
      result.replies.push(reply);
      onReply(reply, result.replies.length);
    });
    call.on("error", (error) => (result.error = error));
    call.on("status", (status) => resolve(Object.assign(result, { status, trailers: status.metadata })));
  });
}

function inputCall() {
  let call;
  const done = new Promise((resolve) => {
    call = client.StreamingInputCall((error, reply) => resolve({ error, reply }));
  });
  return { call, done };
}

const ask = (size, payload = 0) => ({ response_parameters: [{ size }], payload: zeros(payload) });

async function pingPong() {
  const call = client.FullDuplexCall();
  call.write(ask(responseSizes[0], requestSizes[0]));
  const { error, replies } = await collect(call, (_, count) => {
    if (count < responseSizes.length) {
      call.write(ask(responseSizes[count], requestSizes[count]));
    } else {
      call.end();
    }
  });
  assert.equal(error, undefined);
  assert.deepEqual(replies.map((reply) => reply.payload.body.length), responseSizes);
}

async function clientStreaming() {
  const { call, done } = inputCall();
  requestSizes.forEach((size) => call.write({ payload: zeros(size) }));
  call.end();
  const { error, reply } = await done;
  assert.equal(error, null);
  assert.equal(reply.aggregated_payload_size, 74922);
}

async function emptyUnary() {
  const { error, reply } = await unary("EmptyCall", {});
  assert.equal(error, null);
  assert.deepEqual({ ...reply }, {});
}

async function largeUnary(from = client, more = {}) {
  const request = { response_type: "COMPRESSABLE", response_size: 314159, payload: zeros(271828), ...more };
  const { error, reply } = await unary("UnaryCall", request, new grpc.Metadata(), {}, from);
  assert.equal(error, null);
  assert.ok(reply.payload.body.equals(Buffer.alloc(314159)));
}

async function statusOf(message, code) {
  const status = { code, message };
  const one = await unary("UnaryCall", { response_status: status });
  assert.equal(one.error.code, code);
  assert.equal(one.error.details, message);

  const call = client.FullDuplexCall();
  call.write({ response_status: status });
  call.end();
  const { error } = await collect(call);
  assert.equal(error.code, code);
  assert.equal(error.details, message);
}

function sleeping(milliseconds) {
  const call = client.FullDuplexCall({ deadline: Date.now() + milliseconds });
  call.write({ response_parameters: [{ size: 1, interval_us: 50000 }], payload: zeros(27182) });
  call.end();
  return collect(call);
}

const unknown = (path) => new Promise((resolve) => {
  const none = () => Buffer.alloc(0);
  client.makeUnaryRequest(path, none, none, {}, (error) => resolve(error));
});

const cases = {
  empty_unary: emptyUnary,

  large_unary: () => largeUnary(),

  client_streaming: clientStreaming,

  async server_streaming() {
    const parameters = responseSizes.map((size) => ({ size }));
    const { error, replies } = await collect(client.StreamingOutputCall({ response_parameters: parameters }));
    assert.equal(error, undefined);
    assert.deepEqual(replies.map((reply) => reply.payload.body.length), responseSizes);
  },

  ping_pong: pingPong,

  async empty_stream() {
    const call = client.FullDuplexCall();
    call.end();
    const { error, replies } = await collect(call);
    assert.equal(error, undefined);
    assert.equal(replies.length, 0);
  },

  async cancel_after_begin() {
    const { call, done } = inputCall();
    call.write({ payload: zeros(1) });
    // Only a call that the server has begun is worth cancelling: it has when a later one is answered.
    await emptyUnary();
    call.cancel();
    assert.equal((await done).error.code, grpc.status.CANCELLED);
  },
  cancel_after_begin_control: clientStreaming,

  async cancel_after_first_response() {
    const call = client.FullDuplexCall();
    call.write(ask(responseSizes[0], requestSizes[0]));
    const { error, replies } = await collect(call, () => call.cancel());
    assert.equal(replies.length, 1);
    assert.equal(error.code, grpc.status.CANCELLED);
  },

  async timeout_on_sleeping_server() {
    const { error } = await sleeping(1);
    assert.equal(error.code, grpc.status.DEADLINE_EXCEEDED);
  },
  async timeout_on_sleeping_server_control() {
    const { error, replies } = await sleeping(60000);
    assert.equal(error, undefined);
    assert.equal(replies.length, 1);
  },

  async custom_metadata() {
    const initial = "test_initial_metadata_value";
    const trailing = Buffer.from([0xab, 0xab, 0xab]);
    const metadata = new grpc.Metadata();
    metadata.set("x-grpc-test-echo-initial", initial);
    metadata.set("x-grpc-test-echo-trailing-bin", trailing);
    const check = ({ headers, trailers }) => {
      assert.deepEqual(headers.get("x-grpc-test-echo-initial"), [initial]);
      assert.deepEqual(trailers.get("x-grpc-test-echo-trailing-bin"), [trailing]);
    };

    const one = await unary("UnaryCall", { response_size: 314159, payload: zeros(271828) }, metadata);
    assert.equal(one.error, null);
    check(one);

    const call = client.FullDuplexCall(metadata);
    call.write(ask(314159, 271828));
    call.end();
    const many = await collect(call);
    assert.equal(many.error, undefined);
    check(many);
  },

  status_code_and_message: () => statusOf("test status message", 2),

  special_status_message: () => statusOf(special, 2),

  async unimplemented_method() {
    assert.equal((await unknown("/grpc.testing.TestService/UnimplementedCall")).code, grpc.status.UNIMPLEMENTED);
  },
  unimplemented_method_control: emptyUnary,

  async unimplemented_service() {
    assert.equal((await unknown("/grpc.testing.UnimplementedService/UnimplementedCall")).code, grpc.status.UNIMPLEMENTED);
  },
  unimplemented_service_control: emptyUnary,

  async client_compressed_unary() {
    const refused = await unary("UnaryCall", { expect_compressed: { value: true }, payload: zeros(1) });
    assert.equal(refused.error.code, grpc.status.INVALID_ARGUMENT);
    await largeUnary(gzip, { expect_compressed: { value: true } });
    await largeUnary(client, { expect_compressed: { value: false } });
  },

  async server_compressed_unary() {
    await largeUnary(client, { response_compressed: { value: true } });
    await largeUnary(client, { response_compressed: { value: false } });
  },

  async server_compressed_streaming() {
    const { error, replies } = await collect(client.StreamingOutputCall({
      response_parameters: [{ size: 31415, compressed: { value: true } }, { size: 92653, compressed: { value: false } }],
    }));
    assert.equal(error, undefined);
    assert.deepEqual(replies.map((reply) => reply.payload.body.length), [31415, 92653]);
  },
};

assert.ok(cases[name], `There is no case ${name}.`);
await cases[name]();
client.close();
gzip.close();
console.log(`${name} passed`);
