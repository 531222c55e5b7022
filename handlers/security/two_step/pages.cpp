#include "handlers/security/two_step/pages.hpp"

#include <array>
#include <charconv>

#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/secret.hpp"
#include "handlers/parts/scene.hpp"
#include "handlers/parts/sign_in.hpp"
#include "handlers/parts/step_bar.hpp"

namespace portal::two_step_pages {
namespace {

std::string seal_purpose(const SignedInVisit& visit) {
  return fmt::format("recovery codes\n{}", number(visit.session.id));
}

std::optional<std::string> unsealed(const SignedInVisit& visit) {
  const std::string_view cookie = visit.request.cookies[codes_cookie];
  if (cookie.empty()) return {};
  for (const std::string& key : visit.installation.secrets.two_step_keys)
    if (auto text = secret::decrypt(key, cookie, seal_purpose(visit))) return text;
  return {};
}

}  // namespace

View setup_steps(int current) {
  constexpr std::array labels{"認証アプリの用意", "アプリへの登録", "予備コード"};
  return step_list(labels, current);
}

two_step::Owner owner(const SignedInVisit& visit) { return {visit.account.id, visit.member.id}; }

std::optional<std::string> typed_code(Form& form, const Field& field) {
  std::string code = two_step::fold_code(form[field]);
  if (two_step::looks_like_code(code)) return code;
  if (code.empty()) form.fault(field, fmt::format("{}を入力してください", field.label));
  form.fault(field, code_rule);
  return {};
}

void refuse_code(Form& form, const Field& field) {
  form.fault(field,
             "コードが正しくないか、使用済みです。新しいコードを入力してください。"
             "5回間違えると、正しいコードを入力しても、15分ほど使えません");
}

bool judge_code_on(db::SocietyDatabase& db, const SignedInVisit& visit, Form& form, const Field& field) {
  const auto code = typed_code(form, field);
  if (!code || !form.good()) return false;
  if (two_step::prove(scene_on(db, visit), owner(visit), *code, visitor_of(visit))) return true;
  refuse_code(form, field);
  return false;
}

Cookie carry(const SignedInVisit& visit, const std::vector<std::string>& codes) {
  std::string text = std::to_string(seconds_of(visit.now + limits::recovery_codes_shown));
  for (const std::string& code : codes) text += "\n" + code;
  return {codes_cookie, secret::encrypt(visit.installation.secrets.two_step_keys.back(), text, seal_purpose(visit)),
          limits::recovery_codes_shown};
}

std::vector<std::string> carried(const SignedInVisit& visit) {
  const auto text = unsealed(visit);
  if (!text) return {};
  std::int64_t end = 0;
  std::from_chars(text->data(), text->data() + text->size(), end);
  if (end <= seconds_of(visit.now)) return {};
  std::vector<std::string> codes;
  for (auto at = text->find('\n'); at != std::string::npos; at = text->find('\n', at + 1))
    codes.push_back(text->substr(at + 1, text->find('\n', at + 1) - at - 1));
  return codes;
}

}  // namespace portal::two_step_pages
