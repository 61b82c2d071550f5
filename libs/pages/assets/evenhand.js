// Small enhancements. Every page works without this file.

// The summary of faults is read out first.
document.querySelector('[data-evenhand="faults"]')?.focus();

// A second press of a button sends nothing twice.
for (const form of document.querySelectorAll('form[method="post"]')) {
  let isSent = false;
  form.addEventListener('submit', (event) => {
    if (isSent) event.preventDefault();
    isSent = true;
  });
  // The page may come back from the browser's memory.
  addEventListener('pageshow', () => {
    isSent = false;
  });
}

// Typing a time means another time than now.
for (const times of document.querySelectorAll('[data-evenhand="times"]')) {
  times.addEventListener('input', () => {
    const other = document.getElementById(times.dataset.choice);
    if (other !== null) other.checked = true;
  });
}
