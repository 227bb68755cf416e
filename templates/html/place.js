// Carries the reader's place over to the same page in another language. Without it the switch leads to the page's beginning; it asks nothing of anybody.
(() => {
  const sections = [...document.querySelectorAll(".text > section[id]")];
  const place = () => {
    if (scrollY < innerHeight / 2 && !location.hash) return "";
    const passed = sections.filter((section) => section.getBoundingClientRect().top < innerHeight / 2);
    return passed.at(-1)?.id ?? location.hash.slice(1);
  };
  for (const link of document.querySelectorAll(".languages a")) link.addEventListener("click", () => (link.hash = place()));
})();
