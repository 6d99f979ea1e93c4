/* Classic ES5, loaded before everything else: a browser that cannot run the application is told so
   in words instead of showing a white page. The floor is Chromium 87 and Safari 14. */
(function () {
  'use strict';
  var modules = 'noModule' in document.createElement('script');
  if (modules && window.Promise && Promise.any && String.prototype.replaceAll && window.IntersectionObserver) {
    return;
  }
  function tell() {
    var box = document.createElement('div');
    box.style.cssText = 'max-width:34em;margin:12% auto;padding:24px;font:16px/1.8 "Microsoft YaHei",sans-serif;' +
      'color:#1f2733;border:1px solid #dde3ea;background:#fff';
    box.innerHTML = '<h1 style="font-size:22px;margin:0 0 8px">浏览器版本过低</h1>' +
      '<p>本系统需要较新的浏览器才能打开：Chrome、Edge、360、奇安信等浏览器内核 87 及以上，' +
      '或苹果 Safari 14 及以上。</p><p>怎么办：请升级浏览器，或在 360 等双核浏览器中切换到“极速模式”。</p>' +
      '<p lang="en" style="color:#5a6472">This browser is too old. Please use Chromium 87, Safari 14 or newer.</p>';
    document.body.innerHTML = '';
    document.body.appendChild(box);
  }
  if (document.body) { tell(); } else { document.addEventListener('DOMContentLoaded', tell); }
})();
