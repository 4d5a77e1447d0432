import type { MemberChange, Page, RemedyAction, Setting } from "../diagnosis/actions.ts";

/** Returns the title of the button that offers a step. */
export function actionTitle(action: RemedyAction): string {
  switch (action.id) {
    case "useModel":
      return `Use ${action.modelId} and Retry`;
    case "setMember":
      return `${changeTitle(action.change)} and Retry`;
    case "goToBody":
      return action.pointer === undefined ? "Go to Body" : `Go to ${action.pointer}`;
    case "goToMember":
      return `Go to "${action.member}"`;
    case "openFile":
      return "Open File";
    case "openSettings":
      return settingTitles[action.setting];
    case "openLink":
      return pageTitles[action.page];
    default:
      return titles[action.id];
  }
}

const titles = {
  retry: "Retry",
  showLog: "Show Log",
  switchProfile: "Switch Profile",
  switchRegion: "Switch Region",
  chooseModel: "Choose Model",
  ssoLogin: "Sign In",
  awsLogin: "Sign In",
  whyDenied: "Why Denied?",
} as const;

function changeTitle({ member, value }: MemberChange): string {
  switch (member) {
    case "operation":
      return value === "InvokeModel" ? "Do Not Stream" : "Stream";
    case "performanceConfigLatency":
      return "Use Standard Latency";
    case "serviceTier":
      return "Use Default Tier";
    case "contentType":
      return `Use ${value}`;
    case "guardrailVersion":
      return `Use Version ${value}`;
  }
}

const settingTitles: Readonly<Record<Setting, string>> = {
  "bedrockInvoke.endpointUrl": "Open Endpoint Setting",
  "bedrockInvoke.caBundle": "Set CA Bundle",
  "bedrockInvoke.maxAttempts": "Set Attempts",
  "bedrockInvoke.connectTimeoutSeconds": "Raise Connect Timeout",
  "bedrockInvoke.readTimeoutSeconds": "Raise Read Timeout",
  "bedrockInvoke.totalTimeoutSeconds": "Raise Total Timeout",
  "http.proxy": "Open Proxy Settings",
  "http.systemCertificates": "Open System Certificates Setting",
};

const pageTitles: Readonly<Record<Page, string>> = {
  troubleshooting: "Troubleshooting",
  modelAccess: "Open Model Access",
  quotas: "Open Service Quotas",
  guardrails: "Open Guardrails",
  paymentPreferences: "Open Payment Preferences",
  support: "Ask AWS Support",
  supportedCountries: "Supported Countries",
  caBundles: "About CA Bundles",
  modelsByRegion: "Models by Region",
  modelLifecycle: "Model Lifecycle",
  modelParameters: "Model Parameters",
  dataRetention: "About Data Retention",
  optimizedLatency: "About Optimized Latency",
  serviceTiers: "About Service Tiers",
  promptCaching: "About Prompt Caching",
};
