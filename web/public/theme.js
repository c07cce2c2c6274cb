// Runs before the first paint, so that nobody who works in the dark is flashed with white.
(() => {
  const root = document.documentElement;
  let look = {};
  try {
    look = JSON.parse(localStorage.getItem('rapport.look') ?? '{}');
  } catch {
    // Storage is forbidden or holds something else: the system's own preference applies.
  }
  if (look.theme === 'light' || look.theme === 'dark') root.dataset.theme = look.theme;
  if (look.density === 'compact' || look.density === 'roomy') root.dataset.density = look.density;
})();
