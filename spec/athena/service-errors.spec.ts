import { InvalidRequestException, ResourceNotFoundException } from "@aws-sdk/client-athena";
import { expect, it } from "vitest";
import { isInvalidRequest, isUnknownSession } from "../../lib/athena/service-errors.js";

const named = (name: string): Error => Object.assign(new Error("Invalid request"), { name });

it.each([
  [new InvalidRequestException({ message: "", $metadata: {} }), true, true],
  [new ResourceNotFoundException({ message: "", $metadata: {} }), false, true],
  [named("InvalidRequestException"), true, true],
  [named("ResourceNotFoundException"), false, true],
  [named("InternalServerException"), false, false],
  [{ name: "InvalidRequestException" }, false, false],
  [undefined, false, false],
])("The error %o is classified by its name", (error, isInvalid, isUnknown) => {
  expect([isInvalidRequest(error), isUnknownSession(error)]).toEqual([isInvalid, isUnknown]);
});
