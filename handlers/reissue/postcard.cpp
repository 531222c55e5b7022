// GET, POST /{s}/reissue/postcard: お知らせハガキの再発行, ordered by who can't receive the mail of 再発行 any more.
#include "gen/reissue/postcard.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "domain/postcards/postcard_order.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/form.hpp"
#include "handlers/parts/scene.hpp"
#include "handlers/register/pages.hpp"

namespace portal {
namespace t = templates::reissue::postcard;
namespace {

constexpr Field symbol{{
    .name = "symbol",
    .label = "記号",
    .longest = Longest{limits::member_number_characters_max, "記号は、20文字以内で入力してください"},
    .need = Need::optional,
    .hint = "記号がない方は、空けておいてください",
}};
constexpr const char* number_rule = "番号は、数字で入力してください（例：0001001）";
constexpr Field number_field{{
    .name = "number",
    .label = "番号",
    .longest = Longest{limits::member_number_characters_max, number_rule},
    .inputmode = "numeric",
    .hint = "先頭の0も入力してください（例：0001001）",
}};
constexpr const char* branch_rule = "枝番は、2桁の数字で入力してください（例：00）";
constexpr Field branch{{
    .name = "branch",
    .label = "枝番",
    .longest = Longest{limits::member_number_characters_max, branch_rule},
    .inputmode = "numeric",
    .hint = "番号の後ろにある2桁の数字（例：00）",
}};
constexpr Field kana{{
    .name = "kana",
    .label = "お名前のフリガナ",
    .longest = Longest{limits::kana_characters_max},
    .hint = "例：ミホン　ハナコ",
}};

constexpr std::size_t number_characters_max = 20;  // as a core system's file has it

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter_or_digit(char c) { return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

std::string symbol_in(Form& form) {
  std::string folded = text::trim(text::fold_width(form[symbol]));
  if (text::has_control_or_bidi(folded))
    form.fault(symbol, "記号に、目に見えない文字が入っています。入力し直してください");
  if (text::code_points(folded) > number_characters_max) form.fault(symbol, symbol.longest.words);
  return text::fold_numeric(folded) == "-" ? "" : folded;  // what people write for none
}

std::string number_in(Form& form) {
  std::string folded = text::fold_numeric(form[number_field]);
  if (folded.empty()) form.fault(number_field, "番号を入力してください");
  if (folded.size() > number_characters_max || !std::ranges::all_of(folded, is_letter_or_digit))
    form.fault(number_field, number_rule);
  return folded;
}

std::string branch_in(Form& form) {
  std::string folded = text::fold_numeric(form[branch]);
  if (folded.empty()) form.fault(branch, "枝番を入力してください");
  if (folded.size() > 2 || !std::ranges::all_of(folded, is_digit)) form.fault(branch, branch_rule);
  return folded.size() == 1 ? "0" + folded : folded;
}

std::string kana_in(Form& form) {
  std::string typed(form[kana]);
  if (text::search_key(typed).empty()) form.fault(kana, "お名前のフリガナを入力してください");
  if (text::has_control_or_bidi(typed))
    form.fault(kana, "お名前のフリガナに、目に見えない文字が入っています。入力し直してください");
  // Who types the name itself would wait for a card in vain.
  if (text::has_kanji(typed)) form.fault(kana, "お名前のフリガナは、カタカナかひらがなで入力してください");
  return typed;
}

Response show(const Form& form) {
  View view(t::file);
  form.show_faults(view, t::ERROR_SUMMARY);
  view.put(t::SYMBOL, form.show(symbol)).put(t::NUMBER, form.show(number_field)).put(t::BRANCH, form.show(branch));
  view.put(t::BIRTH_DATE, form.show(register_pages::birth_date)).put(t::KANA, form.show(kana));
  return {Page{std::move(view), "お知らせハガキの再発行", "forgotten", form.status()}};
}

}  // namespace

Response reissue_postcard_show(Visit&) { return show(Form()); }

Response reissue_postcard_submit(Writing<Visit>& visit) {
  Form form(visit.request.form);
  postcard_order::Entry entry{symbol_in(form), number_in(form), branch_in(form), {}, {}};
  const auto born = register_pages::read_birth_date(form);
  entry.kana = kana_in(form);
  if (!form.good()) return show(form);
  entry.birth_date = *born;
  postcard_order::order(scene_of(visit), entry);
  return redirect(visit.url("/reissue/postcard/sent"));
}

}  // namespace portal
