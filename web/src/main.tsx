import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { fetchLanguage } from './lib/i18n.ts'
import './styles.css'

const root = document.getElementById('root')
if (root)
  fetchLanguage().then(() =>
    createRoot(root).render(
      <StrictMode>
        <App />
      </StrictMode>,
    ),
  )
