// Sends a form as its button `then` would, and gives the page that answers: parsed into an inert document.
export function postForm(form, then) {
  return new Promise((resolve, reject) => {
    const fields = new URLSearchParams(new FormData(form));
    fields.set('then', then);
    const request = new XMLHttpRequest();
    request.open('POST', form.getAttribute('action'));
    request.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded');
    request.responseType = 'document';
    request.onload = () => (request.response
      ? resolve({ status: request.status, page: request.response, url: request.responseURL })
      : reject(new Error('no page')));
    request.onerror = reject;
    request.send(fields.toString());
  });
}
