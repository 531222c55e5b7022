// GET /components, GET /{s}/components: every component on one page, in the demo only, to look at after a change.
#include "gen/components.hpp"

#include <array>

#include "base/limits.hpp"
#include "fcgi/visit.hpp"
#include "gen/parts/icons/card.hpp"
#include "gen/parts/icons/documents.hpp"
#include "gen/parts/icons/expenses.hpp"
#include "gen/parts/icons/notices.hpp"
#include "gen/parts/icons/screenings.hpp"
#include "gen/parts/icons/topics.hpp"
#include "gen/parts/icons/women.hpp"
#include "handlers/parts/article.hpp"
#include "handlers/parts/form.hpp"
#include "handlers/parts/news_list.hpp"
#include "handlers/parts/paging.hpp"
#include "handlers/parts/step_bar.hpp"

namespace portal {
namespace t = templates::components;
using namespace std::chrono_literals;
namespace {

constexpr std::array<const char*, 4> step_labels{"メール", "仮ログイン", "利用情報の設定", "完了"};
constexpr std::array<const char*, 7> icons{
    templates::parts::icons::expenses::file, templates::parts::icons::screenings::file,
    templates::parts::icons::women::file,    templates::parts::icons::documents::file,
    templates::parts::icons::card::file,     templates::parts::icons::notices::file,
    templates::parts::icons::topics::file};

constexpr const char* clerks_words =
    "段落と**太字**、[リンク](/components)。\n\n### 見出し\n\n- 箇条書き\n- 箇条書き\n\n#### 小さな見出し\n\n1. "
    "はじめに\n2. 次に\n\n> "
    "引用\n\n---\n\n最後の段落";

constexpr Field fine{{
    .name = "fine",
    .label = "メールアドレス",
    .longest = Longest{limits::email_bytes_max},
    .type = "email",
    .autocomplete = "email",
    .inputmode = "email",
    .need = Need::required,
    .hint = "ふだん使うメールアドレスを入力してください。",
}};
constexpr Field faulty{{
    .name = "faulty",
    .label = "新しいパスワード",
    .longest = Longest{limits::password_characters_max},
    .type = "password",
    .autocomplete = "new-password",
    .need = Need::required,
    .hint = "8文字以上。英小文字と数字をそれぞれ1文字以上入れてください。",
}};

void show_tiles(View& view, const Visit& visit) {
  for (const char* icon : icons)
    view.add(t::TILE)
        .set(t::TILE_URL, visit.url("/components"))
        .set(t::TILE_LABEL, "サービスの名前")
        .set(t::TILE_TEXT, "何ができるかを一文で書きます。")
        .put(t::TILE_ICON, View(icon));
}

}  // namespace

Response components_of_first_society(SiteVisit& visit) {
  const auto listed = societies::listed(visit.db);
  if (!visit.installation.config.demo || listed.empty()) not_found();
  return redirect("/" + listed.front().slug + "/components");
}

Response components_show(Visit& visit) {
  if (!visit.installation.config.demo) not_found();
  Form form;
  form.fault(faulty, "新しいパスワードは、数字を1文字以上入れてください");
  View view(t::file);
  view.put(t::STEPS, step_list(step_labels, 2));
  form.show_faults(view, t::ERROR_SUMMARY);
  view.put(t::FIELD, form.show(fine)).put(t::FIELD, form.show(faulty));
  view.put(t::NEWS, news_item({"news", std::chrono::year_month_day(2026y / 11 / 20), "リンクのあるお知らせ",
                               visit.url("/components")}));
  view.put(t::NEWS, news_item({"news", std::chrono::year_month_day(2026y / 11 / 10), "リンクのないお知らせ", {}}));
  show_paging(view, t::PAGING, {visit.url("/components"), 2, 45, 20});
  put_markdown(view, t::BLOCK, clerks_words, visit.url(""));
  view.set(t::BACK, visit.request.path);
  show_tiles(view, visit);
  return {Page{std::move(view), "部品の一覧", ""}};
}

}  // namespace portal
