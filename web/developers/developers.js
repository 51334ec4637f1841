import { createApiReference } from 'SCALAR_FOLDER/standalone.esm.js'

/** 'light' or 'dark'; undefined if the page follows the system. */
const { theme } = document.documentElement.dataset

/** Scalar without its services: no fonts from elsewhere, no proxy, no telemetry, no chat. */
const configuration = {
  url: '/openapi.json',
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  showDeveloperTools: 'never',
  hideDarkModeToggle: true,
  // Scalar's client is at its host, and the bar has the downloads.
  hideClientButton: true,
  // The page's content security policy lets it call nothing.
  hideTestRequestButton: true,
  documentDownloadType: 'none',
  // Scalar reads this once. Without it, it follows the system.
  forceDarkModeState: theme,
  persistAuth: false,
  authentication: { preferredSecurityScheme: 'firebase' },
  // Scalar's faint texts and its coloured names of methods have too little contrast.
  customCss: `
    .light-mode, .dark-mode { --scalar-font: "Inter Variable", system-ui, sans-serif; }
    .light-mode { --scalar-color-2: #4a5160; --scalar-color-3: #545b6a; }
    .dark-mode { --scalar-color-2: #b9c0cc; --scalar-color-3: #aab2c0; }
    .endpoint-method { color: var(--scalar-color-1) !important; }
  `,
}

// Scalar's fields for tokens are comboboxes that never expand, and don't say so.
new MutationObserver(() => {
  for (const field of document.querySelectorAll('[role="combobox"]:not([aria-expanded])'))
    field.setAttribute('aria-expanded', 'false')
}).observe(document.body, { childList: true, subtree: true })

createApiReference(document.querySelector('#reference'), configuration)
// Another tab of the app chose a theme.
addEventListener('storage', ({ key }) => {
  if (key === 'theme') location.reload()
})
