/** A config file with a profile of each kind. */
export const config = `
[default]
region = ap-south-1
[profile dev]
region = eu-west-1
endpoint_url = https://dev.example
[profile svc]
services = mine
[profile fips]
use_fips_endpoint = true
[profile sso]
sso_session = s
[profile role]
role_arn = arn:aws:iam::1:role/a
source_profile = keys
[profile web]
role_arn = arn:aws:iam::1:role/a
web_identity_token_file = /x
[profile proc]
credential_process = /bin/true
[profile login]
login_session = arn:aws:iam::1:user/x
[services mine]
bedrock_runtime =
  endpoint_url = https://services.example:8443
[sso-session s]
sso_region = us-west-2
`;
/** A credentials file beside it. */
export const credentials =
  "[keys]\naws_access_key_id = A\naws_secret_access_key = B\nregion = sa-east-1\n";
