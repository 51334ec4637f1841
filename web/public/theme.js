// Before the first paint: a theme chosen here earlier wins over the system's. See src/ui/theme.ts.
try {
  const theme = localStorage.getItem('theme')
  if (theme) document.documentElement.dataset.theme = theme
} catch {}
