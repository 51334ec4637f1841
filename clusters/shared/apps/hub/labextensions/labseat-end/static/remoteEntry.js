// A container of webpack's module federation, as JupyterLab 3 and 4 load it. The plugin adds the script that notebook 6 loads by itself.
window._JUPYTERLAB = window._JUPYTERLAB || {}
window._JUPYTERLAB['labseat-end'] = {
  init: () => {},
  get: async () => () => ({
    default: {
      id: 'labseat-end:plugin',
      autoStart: true,
      activate: () => {
        const script = document.createElement('script')
        script.src = `${location.pathname.split('/user/')[0]}/hub/labseat/end.js`
        document.head.append(script)
      },
    },
  }),
}
