// Tells people in a notebook 15 and 5 minutes before the end of their lab. Notebook 6 loads this file on each page.
;(() => {
  const warnAtMinutes = 15
  const urgentAtMinutes = 5
  const hub = `${location.pathname.split('/user/')[0]}/hub/labseat/end`
  let banner
  let dismissedAt = null

  const show = (minutes) => {
    const step = minutes <= urgentAtMinutes ? urgentAtMinutes : warnAtMinutes
    if (dismissedAt === step) return
    if (!banner) {
      banner = document.createElement('div')
      banner.id = 'labseat-end'
      banner.setAttribute('role', 'alert')
      banner.append(document.createElement('span'), document.createElement('button'))
      banner.lastChild.textContent = 'Close'
      banner.lastChild.onclick = () => {
        dismissedAt = Number(banner.dataset.step)
        banner.remove()
        banner = undefined
      }
      banner.style.cssText =
        'position:fixed;z-index:10000;left:50%;bottom:1rem;transform:translateX(-50%);max-width:90vw;display:flex;gap:1rem;align-items:center;padding:.75rem 1rem;border-radius:.5rem;font:15px/1.4 sans-serif;background:#3b2a00;color:#fff'
      document.body.append(banner)
    }
    banner.dataset.step = String(step)
    const left = minutes === 1 ? '1 minute' : `${minutes} minutes`
    const text = `This lab ends in ${left}, with all files in it. Save, and download your work from Labseat.`
    if (banner.firstChild.textContent !== text) banner.firstChild.textContent = text
  }

  const look = async () => {
    try {
      const { endsAt } = await (await fetch(hub)).json()
      const minutes = Math.ceil((Date.parse(endsAt) - Date.now()) / 60000)
      if (minutes > 0 && minutes <= warnAtMinutes) return show(minutes)
    } catch {
      // The hub does not answer, so there is nothing new.
      return
    }
    // The lab was extended.
    dismissedAt = null
    banner?.remove()
    banner = undefined
  }

  look()
  setInterval(look, 30000)
})()
