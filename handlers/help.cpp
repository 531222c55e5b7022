// GET /{s}/help, GET /{s}/help/{topic}: help and frequent questions, with the society's telephone number.
#include "gen/help.hpp"

#include <algorithm>
#include <array>

#include "fcgi/visit.hpp"
#include "gen/help/accessibility.hpp"
#include "gen/help/changes.hpp"
#include "gen/help/display.hpp"
#include "gen/help/documents.hpp"
#include "gen/help/expenses.hpp"
#include "gen/help/family.hpp"
#include "gen/help/forgotten.hpp"
#include "gen/help/limit.hpp"
#include "gen/help/link.hpp"
#include "gen/help/login.hpp"
#include "gen/help/mail.hpp"
#include "gen/help/notices.hpp"
#include "gen/help/password.hpp"
#include "gen/help/postcard.hpp"
#include "gen/help/privacy.hpp"
#include "gen/help/profile.hpp"
#include "gen/help/registration.hpp"
#include "gen/help/screenings.hpp"
#include "gen/help/security.hpp"
#include "gen/help/tax.hpp"
#include "gen/help/two_step.hpp"

namespace portal {
namespace t = templates;
namespace {

struct Topic {
  std::string_view name;
  const char *title, *file;
};

constexpr std::array<Topic, 21> topics{{{"registration", "利用登録のしかた", t::help::registration::file},
                                        {"postcard", "お知らせハガキについて", t::help::postcard::file},
                                        {"mail", "メールが届かないとき", t::help::mail::file},
                                        {"link", "メールのURLが開けないとき", t::help::link::file},
                                        {"family", "ご家族の利用", t::help::family::file},
                                        {"login", "ログインできないとき", t::help::login::file},
                                        {"forgotten", "ログインID・パスワードを忘れたとき", t::help::forgotten::file},
                                        {"password", "パスワードの決め方と変更", t::help::password::file},
                                        {"profile", "プロフィールとメールアドレスの変更", t::help::profile::file},
                                        {"two-step", "2段階ログイン", t::help::two_step::file},
                                        {"security", "安全にお使いいただくために", t::help::security::file},
                                        {"expenses", "医療費通知について", t::help::expenses::file},
                                        {"documents", "通知書・証明書について", t::help::documents::file},
                                        {"limit", "限度額申請について", t::help::limit::file},
                                        {"tax", "医療費控除（確定申告）について", t::help::tax::file},
                                        {"screenings", "がん検診の申込みについて", t::help::screenings::file},
                                        {"notices", "健保からのお知らせとトピックス", t::help::notices::file},
                                        {"display", "文字の大きさ、使える端末、印刷", t::help::display::file},
                                        {"changes", "引っ越しや名前が変わったとき", t::help::changes::file},
                                        {"privacy", "個人情報の取り扱い", t::help::privacy::file},
                                        {"accessibility", "アクセシビリティ方針", t::help::accessibility::file}}};

}  // namespace

Response help_index(Visit&) { return {Page{View(t::help::file), "ヘルプ", ""}}; }

Response help_topic(Visit& visit) {
  const auto topic = std::ranges::find(topics, std::string_view(visit.names.front()), &Topic::name);
  if (topic == topics.end()) not_found();
  return {Page{View(topic->file), topic->title, ""}};
}

}  // namespace portal
