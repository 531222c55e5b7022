// GET /{s}/help, GET /{s}/help/{topic}: help and frequent questions, with the society's telephone number.
#include "gen/help.hpp"

#include <algorithm>
#include <array>

#include "gen/help_accessibility.hpp"
#include "gen/help_changes.hpp"
#include "gen/help_display.hpp"
#include "gen/help_documents.hpp"
#include "gen/help_expenses.hpp"
#include "gen/help_family.hpp"
#include "gen/help_forgotten.hpp"
#include "gen/help_limit.hpp"
#include "gen/help_link.hpp"
#include "gen/help_login.hpp"
#include "gen/help_mail.hpp"
#include "gen/help_notices.hpp"
#include "gen/help_password.hpp"
#include "gen/help_postcard.hpp"
#include "gen/help_privacy.hpp"
#include "gen/help_profile.hpp"
#include "gen/help_registration.hpp"
#include "gen/help_screenings.hpp"
#include "gen/help_security.hpp"
#include "gen/help_tax.hpp"
#include "gen/help_two_step.hpp"
#include "handlers/handlers.hpp"

namespace portal {
namespace t = templates;
namespace {

struct Topic {
  std::string_view name;
  const char *title, *file;
};

constexpr std::array<Topic, 21> topics{{{"registration", "利用登録のしかた", t::help_registration::file},
                                        {"postcard", "お知らせハガキについて", t::help_postcard::file},
                                        {"mail", "メールが届かないとき", t::help_mail::file},
                                        {"link", "メールのURLが開けないとき", t::help_link::file},
                                        {"family", "ご家族の利用", t::help_family::file},
                                        {"login", "ログインできないとき", t::help_login::file},
                                        {"forgotten", "ログインID・パスワードを忘れたとき", t::help_forgotten::file},
                                        {"password", "パスワードの決め方と変更", t::help_password::file},
                                        {"profile", "プロフィールとメールアドレスの変更", t::help_profile::file},
                                        {"two-step", "2段階ログイン", t::help_two_step::file},
                                        {"security", "安全にお使いいただくために", t::help_security::file},
                                        {"expenses", "医療費通知について", t::help_expenses::file},
                                        {"documents", "通知書・証明書について", t::help_documents::file},
                                        {"limit", "限度額申請について", t::help_limit::file},
                                        {"tax", "医療費控除（確定申告）について", t::help_tax::file},
                                        {"screenings", "がん検診の申込みについて", t::help_screenings::file},
                                        {"notices", "健保からのお知らせとトピックス", t::help_notices::file},
                                        {"display", "文字の大きさ、使える端末、印刷", t::help_display::file},
                                        {"changes", "引っ越しや名前が変わったとき", t::help_changes::file},
                                        {"privacy", "個人情報の取り扱い", t::help_privacy::file},
                                        {"accessibility", "アクセシビリティ方針", t::help_accessibility::file}}};

}  // namespace

Response help_index(Visit&) { return {Page{View(t::help::file), "ヘルプ", ""}}; }

Response help_topic(Visit& visit) {
  const auto topic = std::ranges::find(topics, std::string_view(visit.names.front()), &Topic::name);
  if (topic == topics.end()) not_found();
  return {Page{View(topic->file), topic->title, ""}};
}

}  // namespace portal
