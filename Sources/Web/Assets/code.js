for (const form of document.querySelectorAll('form[data-code]')) {
  form.addEventListener('submit', () => {
    const input = form.elements.namedItem('code');
    input.value = input.value.replace(/[\s\-\u2010-\u2015]/g, '');
  });
}
