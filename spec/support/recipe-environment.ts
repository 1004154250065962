import type { LocalAthena } from "../../lib/testing/index.js";

/** Sets the variables that point a recipe to an endpoint, without the AWS configuration of this machine. */
export function recipeEnvironment({ url }: LocalAthena): Record<string, string> {
  return {
    AWS_ENDPOINT_URL_ATHENA: url,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_CONFIG_FILE: "/nonexistent",
    AWS_SHARED_CREDENTIALS_FILE: "/nonexistent",
  };
}
