/** Regions with Bedrock endpoints by partition, for choosing from; any other can be typed. */
export const partitions: readonly {
  readonly name: string;
  readonly regions: readonly (readonly [region: string, place: string])[];
}[] = [
  {
    name: "AWS (aws)",
    regions: [
      ["us-east-1", "US East (N. Virginia)"],
      ["us-east-2", "US East (Ohio)"],
      ["us-west-1", "US West (N. California)"],
      ["us-west-2", "US West (Oregon)"],
      ["ca-central-1", "Canada (Central)"],
      ["ca-west-1", "Canada West (Calgary)"],
      ["mx-central-1", "Mexico (Central)"],
      ["sa-east-1", "South America (São Paulo)"],
      ["eu-central-1", "Europe (Frankfurt)"],
      ["eu-central-2", "Europe (Zurich)"],
      ["eu-north-1", "Europe (Stockholm)"],
      ["eu-south-1", "Europe (Milan)"],
      ["eu-south-2", "Europe (Spain)"],
      ["eu-west-1", "Europe (Ireland)"],
      ["eu-west-2", "Europe (London)"],
      ["eu-west-3", "Europe (Paris)"],
      ["il-central-1", "Israel (Tel Aviv)"],
      ["me-central-1", "Middle East (UAE)"],
      ["me-south-1", "Middle East (Bahrain)"],
      ["af-south-1", "Africa (Cape Town)"],
      ["ap-east-1", "Asia Pacific (Hong Kong)"],
      ["ap-east-2", "Asia Pacific (Taipei)"],
      ["ap-northeast-1", "Asia Pacific (Tokyo)"],
      ["ap-northeast-2", "Asia Pacific (Seoul)"],
      ["ap-northeast-3", "Asia Pacific (Osaka)"],
      ["ap-south-1", "Asia Pacific (Mumbai)"],
      ["ap-south-2", "Asia Pacific (Hyderabad)"],
      ["ap-southeast-1", "Asia Pacific (Singapore)"],
      ["ap-southeast-2", "Asia Pacific (Sydney)"],
      ["ap-southeast-3", "Asia Pacific (Jakarta)"],
      ["ap-southeast-4", "Asia Pacific (Melbourne)"],
      ["ap-southeast-5", "Asia Pacific (Malaysia)"],
      ["ap-southeast-7", "Asia Pacific (Thailand)"],
    ],
  },
  {
    name: "AWS GovCloud (aws-us-gov)",
    regions: [
      ["us-gov-east-1", "AWS GovCloud (US-East)"],
      ["us-gov-west-1", "AWS GovCloud (US-West)"],
    ],
  },
  {
    name: "AWS China (aws-cn)",
    regions: [
      ["cn-north-1", "China (Beijing)"],
      ["cn-northwest-1", "China (Ningxia)"],
    ],
  },
];

/** What typed text is to the list of regions: one to use as it is, or none, and why. */
export type TypedRegion = { readonly region: string } | { readonly why: string };

/**
 * Returns what was typed as a region, undefined where the list has it or finds it. Any label of a host may be one:
 * new regions come, and endpoints of one's own name theirs as they like.
 */
export function typedRegion(text: string): TypedRegion | undefined {
  const typed = text.toLowerCase();
  const all = partitions.flatMap(({ regions }) => regions);
  if (typed === "" || all.some(([region]) => region === typed)) return undefined;
  if (/^[a-z0-9-]+$/.test(text)) return { region: text };
  const found = all.some(([region, place]) => `${region}\n${place.toLowerCase()}`.includes(typed));
  return found ? undefined : { why: "lower-case letters, digits and hyphens" };
}
