{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="ja"{{#TEXT_LARGE}} class="large"{{/TEXT_LARGE}}>
<head>
<meta charset="utf-8">
<title>{{#TITLE_FAULTY}}エラー：{{/TITLE_FAULTY}}{{TITLE}}｜健康マイポータル</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#115a36">
<meta name="apple-mobile-web-app-title" content="健康マイポータル">
<link rel="icon" href="{{ASSETS_ICON}}" type="image/svg+xml">
<link rel="apple-touch-icon" href="{{ASSETS_TOUCH_ICON}}">
<link rel="stylesheet" href="{{ASSETS_CSS}}">
<script src="{{ASSETS_JS}}" defer></script>
</head>
<body>
<a class="skip" href="#main">本文へ</a>
<header>
<div class="bar"><div class="wrap bar-inner">
<a class="mark" href="{{BASE}}/{{#MEMBER}}home{{/MEMBER}}"><svg viewBox="0 0 32 32"
    width="32" height="32" aria-hidden="true">
<path fill="currentColor" fill-rule="evenodd"
    d="M8 0h16q8 0 8 8v16q0 8-8 8H8q-8 0-8-8V8q0-8 8-8zm8 26s9-5 9-12a5 5 0 0 0-9-3 5 5 0 0 0-9 3c0 7 9 12 9 12z"/>
<path d="M9 15.5h4l2-3 2.5 6 1.5-3h4" fill="none"
    stroke="currentColor" stroke-width="1.8" stroke-linejoin="round" stroke-linecap="round"/></svg><span><span
    class="mark-name">健康<wbr>マイ<wbr>ポータル</span>{{#IN_SOCIETY}}<span
    class="mark-society">{{>SOCIETY_NAME}}</span>{{/IN_SOCIETY}}</span></a>
{{#IN_SOCIETY}}
<div class="tools">
{{#MEMBER}}<span class="tools-who">{{NICKNAME}}さん</span>{{/MEMBER}}
{{#WITH_TEXT_SIZE}}{{>TEXT_SIZE}}{{/WITH_TEXT_SIZE}}
<a href="{{BASE}}{{HELP}}">ヘルプ</a>
{{#MEMBER}}<form method="post" action="{{BASE}}/logout"><input type="hidden" name="csrf" value="{{CSRF}}"><button
    type="submit">ログアウト</button></form>{{/MEMBER}}
</div>
<details class="menu"><summary><svg viewBox="0 0 24 24"
    width="20" height="20" fill="none" stroke="currentColor" stroke-width="2.5"
    stroke-linecap="round" aria-hidden="true"><path class="menu-open" d="M3 6h18M3 12h18M3 18h18"/>
<path class="menu-close" d="M5 5l14 14M19 5L5 19"/></svg>メニュー</summary><div class="sheet">
{{#MEMBER}}<div class="sheet-who"><p><strong>{{NICKNAME}}</strong>さん</p><p class="soft">{{>CLOCK}}</p></div>{{/MEMBER}}
{{#WITH_TEXT_SIZE}}{{>TEXT_SIZE}}{{/WITH_TEXT_SIZE}}
{{#MEMBER}}
<nav class="sheet-groups" aria-label="すべてのページ"><div><p class="sheet-title">サービス</p><ul class="sheet-links">
{{#SERVICE}}<li><a href="{{PAGE_URL}}"{{#PAGE_CURRENT}} aria-current="page"{{/PAGE_CURRENT}}>{{PAGE_LABEL}}</a></li>
{{/SERVICE}}</ul></div><div><p class="sheet-title">設定</p><ul class="sheet-links">
{{#SETTING}}<li><a href="{{PAGE_URL}}"{{#PAGE_CURRENT}} aria-current="page"{{/PAGE_CURRENT}}>{{PAGE_LABEL}}</a></li>
{{/SETTING}}</ul></div><div class="sheet-tools"><p class="sheet-title">ヘルプ・ログアウト</p><ul class="sheet-links">
<li><a href="{{BASE}}{{HELP}}">ヘルプ</a></li><li><form method="post" action="{{BASE}}/logout"><input type="hidden"
    name="csrf" value="{{CSRF}}"><button type="submit">ログアウト</button></form></li></ul></div></nav>
{{/MEMBER}}
{{#VISITOR}}
<nav aria-label="主なページ"><ul class="sheet-links">
<li><a href="{{BASE}}/login">ログイン</a></li><li><a href="{{BASE}}/register">新規利用登録</a></li>
<li><a href="{{BASE}}/reissue">ログインID・パスワードを忘れた方</a></li>
<li><a href="{{BASE}}/">{{SOCIETY}}のページ</a></li>
<li class="sheet-tools"><a href="{{BASE}}{{HELP}}">ヘルプ</a></li></ul></nav>
{{/VISITOR}}
</div></details>
{{/IN_SOCIETY}}
</div></div>
{{#ACCENT}}
<svg class="accent" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
<rect width="1" height="1" fill="{{ACCENT_COLOUR}}"/></svg>
{{/ACCENT}}
{{#MEMBER}}
<nav class="nav" aria-label="主なページ"><ul class="wrap">
{{#MAIN}}<li><a href="{{PAGE_URL}}"{{#PAGE_CURRENT}} aria-current="page"{{/PAGE_CURRENT}}>{{PAGE_LABEL}}</a></li>
{{/MAIN}}</ul></nav>
{{/MEMBER}}
</header>
{{#BANNERS}}
<section class="banner" aria-label="重要なお知らせ"><div class="wrap">
{{#BANNER}}
<div class="banner-inner"><svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"
    stroke-linejoin="round" stroke-linecap="round" aria-hidden="true"><path d="M12 3l10 18H2z"/>
<path d="M12 10v5M12 18v.1"/></svg><p>{{BANNER_TEXT:x-whole}}{{#BANNER_LINK}} <a
    href="{{BANNER_URL}}">{{BANNER_LABEL}}</a>{{/BANNER_LINK}}</p></div>
{{/BANNER}}
</div></section>
{{/BANNERS}}
<main id="main" tabindex="-1"><div class="wrap page">
{{>CONTENT}}
</div></main>
<footer class="footer"><div class="wrap footer-inner">
{{#IN_SOCIETY}}
<p><strong>{{>SOCIETY_NAME}}</strong>{{>CONTACT_WAYS}}</p>
<ul class="footer-links"><li><a href="{{BASE}}/help/privacy">個人情報の取り扱い</a></li><li><a
    href="{{BASE}}/help/accessibility">アクセシビリティ方針</a></li>{{#MEMBER}}<li><a href="{{BASE}}/session">ログインの有効時間</a></li>{{/MEMBER}}</ul>
{{/IN_SOCIETY}}
{{#OUTSIDE_SOCIETY}}<p>健康マイポータル</p>{{/OUTSIDE_SOCIETY}}
{{#DATED}}<p class="print-only">この画面を表示した日時：{{>CLOCK}}</p>{{/DATED}}
</div></footer>
{{#MEMBER}}
<div class="idle" role="alert" data-idle-seconds="{{IDLE_SECONDS}}" data-idle-warning-seconds="{{IDLE_WARNING_SECONDS}}"
    data-idle-page="{{BASE}}/session" hidden><div class="wrap">
<div class="idle-inner" data-idle-soon><p>操作がないため、あと<span data-idle-minutes>5</span>分ほどで自動でログアウトします。入力中の内容はそのまま残っています。<span data-idle-last
    hidden>ログインしてから長い時間がたったため、これより先には延ばせません。入力中の内容は、それまでに送信してください。</span></p><button class="button" type="button">利用を続ける</button></div>
<p data-idle-over hidden>ログアウトしました。この画面に入力した内容は、送信していません。<a href="{{BASE}}/login" target="_blank">ログイン画面を新しいタブで開く</a>と、この画面を見ながら入力し直せます。</p>
</div></div>
{{/MEMBER}}
</body>
</html>
