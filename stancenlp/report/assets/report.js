// filters of the report: they only hide what is there, so the page is whole without them
(() => {
  "use strict";
  const form = document.getElementById("filters");
  if (!form) return;
  const count = form.querySelector("output");
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const cards = all(".card[data-stance]");

  function wanted() {
    const data = new FormData(form);
    const stances = new Set(data.getAll("stance"));
    const words = String(data.get("words") || "").toLowerCase().split(/\s+/).filter(Boolean);
    return (element) => {
      const { stance, union, dispute, review, text } = element.dataset;
      return (!stance || stances.has(stance)) &&
        (!data.get("union") || union === data.get("union")) &&
        (!data.get("dispute") || dispute === data.get("dispute")) &&
        (!data.get("review") || review !== "no") &&
        (text === undefined || words.every((word) => text.toLowerCase().includes(word)));
    };
  }

  function apply() {
    const keep = wanted();
    const shown = new Set();
    for (const card of cards) {
      const on = keep(card);
      card.classList.toggle("off", !on);
      if (on) shown.add(card.id);
    }
    for (const mark of all("[data-said]")) mark.classList.toggle("muted", !shown.has(mark.dataset.said));
    for (const line of all("[data-of]")) line.classList.toggle("off", !shown.has(line.dataset.of));
    for (const group of all("tr[data-union], figure[data-union]")) {
      group.classList.toggle("off", !cards.some((card) => shown.has(card.id) && card.dataset.union === group.dataset.union &&
        (!group.dataset.dispute || card.dataset.dispute === group.dataset.dispute)));
    }
    let articles = 0;
    for (const article of all("article[data-article]")) {
      const some = shown.size === cards.length || all(".card[data-stance]", article).some((card) => shown.has(card.id));
      article.classList.toggle("off", !some);
      document.getElementById("row-" + article.id)?.classList.toggle("off", !some);
      if (some) articles += 1;
    }
    count.textContent = `Showing ${shown.size} of ${cards.length} statements, in ${articles} articles`;
  }

  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();
})();
