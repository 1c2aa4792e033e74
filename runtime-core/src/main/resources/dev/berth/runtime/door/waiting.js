(function () {
  "use strict";
  var bar = document.getElementById("bar");
  var leaving = false;
  function put(id, text) {
    var element = document.getElementById(id);
    if (element.textContent !== text) { element.textContent = text; }
  }
  function tell(notice) {
    document.documentElement.lang = notice.language;
    document.title = notice.title;
    put("title", notice.title);
    put("sentence", notice.sentence);
    put("progress", notice.progress);
    var actions = document.getElementById("actions");
    var shown = Array.prototype.map.call(actions.children, function (item) { return item.textContent; });
    if (shown.join("\n") !== notice.actions.join("\n")) {
      actions.textContent = "";
      notice.actions.forEach(function (action) {
        var item = document.createElement("li");
        item.textContent = action;
        actions.appendChild(item);
      });
    }
    bar.hidden = !notice.moving;
  }
  function goOn() {
    if (!leaving) {
      leaving = true;
      location.reload();
    }
  }
  var news = new EventSource("/.berth/events");
  news.addEventListener("notice", function (event) { tell(JSON.parse(event.data)); });
  news.addEventListener("ready", function () { news.close(); goOn(); });
  news.onerror = function () {
    // Berth itself has ended or begins again: look once more by and by.
    if (news.readyState === EventSource.CLOSED) { setTimeout(goOn, 3000); }
  };
  // A page that the browser brings back from its memory may be out of date.
  addEventListener("pageshow", function (event) { if (event.persisted) { goOn(); } });
}());
