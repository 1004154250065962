import type { CalculationSummary } from "@aws-sdk/client-athena";

import { checkArray, checkDate, checkObject } from "../../checks/checks.js";

export function checkCalculations(name: string, calculations: readonly CalculationSummary[]): void {
  checkArray(name, calculations);
  calculations.forEach((calculation, index) => {
    checkCalculation(`${name}[${index}]`, calculation);
  });
}

function checkCalculation(name: string, calculation: CalculationSummary): void {
  checkObject(name, calculation);
  const { Status = {} } = calculation;
  checkObject(`${name}.Status`, Status);
  const { SubmissionDateTime, CompletionDateTime } = Status;
  if (SubmissionDateTime !== undefined) checkDate(`${name}.Status.SubmissionDateTime`, SubmissionDateTime);
  if (CompletionDateTime !== undefined) checkDate(`${name}.Status.CompletionDateTime`, CompletionDateTime);
}
