// Finds notices in the list of an index. Without it the whole list is there; it asks nothing of anybody.
(() => {
  const search = document.querySelector(".search");
  const field = search?.querySelector("input");
  const status = search?.querySelector("[role=status]");
  if (!search || !field || !status) return;
  // Letters without their marks: "aani" finds "ääni".
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const groups = [...document.querySelectorAll(".group")].map((group) => ({
    group,
    heading: fold(group.querySelector("h2")?.textContent ?? ""),
    entries: [...group.querySelectorAll(".entries > li")].map((entry) => ({ entry, text: fold(entry.textContent) })),
  }));
  const links = new Map([...document.querySelectorAll(".kinds a")].map((link) => [link.hash.slice(1), link.closest("li")]));
  const find = () => {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const { group, heading, entries } of groups) {
      let here = 0;
      for (const { entry, text } of entries) {
        entry.hidden = !words.every((word) => text.includes(word) || heading.includes(word));
        here += entry.hidden ? 0 : 1;
      }
      group.hidden = here === 0;
      const link = links.get(group.id);
      if (link) link.hidden = here === 0;
      found += here;
    }
    const { one, many, none } = search.dataset;
    status.textContent = words.length === 0 ? "" : found === 0 ? none : found === 1 ? one : many.replace("{count}", String(found));
  };
  field.addEventListener("input", find);
  search.hidden = false;
  find();
})();
