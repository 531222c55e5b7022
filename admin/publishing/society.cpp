#include <algorithm>

#include <fmt/format.h>

#include "admin/actions.hpp"
#include "admin/output.hpp"
#include "admin/scene.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "domain/postcards/postcard_texts.hpp"
#include "domain/publishing/front_page.hpp"
#include "sql/societies.hpp"

namespace portal::admin {
namespace {

[[noreturn]] void refuse(std::string_view option, std::string_view why) {
  throw Failure(Exit::usage, fmt::format("{} {}", option, why));
}

bool is_slug_character(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; }

// Paths of the installation itself, which a society's slug may not hide.
bool is_reserved(std::string_view slug) {
  constexpr std::string_view reserved[] = {"assets", "healthz", "readyz", "components", "error-pages"};
  return std::ranges::find(reserved, slug) != std::end(reserved);
}

std::string checked_slug(const std::string& slug) {
  const bool fits = slug.size() >= 2 && slug.size() <= 40 && std::ranges::all_of(slug, is_slug_character);
  if (!fits || slug.front() == '-' || slug.back() == '-') refuse("SLUG", "is 2 to 40 of a-z 0-9 -, for example mihon");
  if (is_reserved(slug)) refuse("SLUG", fmt::format("may not be \"{}\": the portal uses that path itself", slug));
  return slug;
}

std::string one_line(std::string_view option, const std::string& text, std::size_t characters_max) {
  if (text::trim(text).empty()) refuse(option, "may not be empty");
  if (!text::is_valid_utf8(text) || text::has_control_or_bidi(text)) refuse(option, "holds an invisible character");
  if (text::code_points(text) > characters_max)
    refuse(option, fmt::format("has more than {} characters", characters_max));
  return text;
}

std::string checked_telephone(const std::string& text) {
  const auto allowed = [](char c) { return (c >= '0' && c <= '9') || c == '-' || c == '+'; };
  if (text.empty() || text.size() > 20 || !std::ranges::all_of(text, allowed))
    refuse("--telephone", "is written as 03-0000-0000");
  return text;
}

std::string checked_sender(const std::string& text) {
  const std::string folded = text::fold_email(text);
  if (!text::is_email(folded)) refuse("--mail-from", "is a mail address, for example info@mihon.example.jp");
  return folded;
}

std::optional<std::string> checked_site(const std::string& text) {
  if (text.empty()) return {};
  if (!text.starts_with("https://") && !text.starts_with("http://")) refuse("--site", "begins with https://");
  return one_line("--site", text, 200);
}

std::optional<std::string> checked_accent(const std::string& text) {
  const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); };
  if (text.empty()) return {};
  if (text.size() != 7 || text.front() != '#' || !std::all_of(text.begin() + 1, text.end(), is_hex))
    refuse("--accent", "is written as #115a36");
  return text;
}

void take_texts(const Arguments& arguments, Society& society) {
  if (const auto text = arguments.text_if_given("--name")) society.name = one_line("--name", *text, 100);
  if (const auto text = arguments.text_if_given("--telephone")) society.telephone = checked_telephone(*text);
  if (const auto text = arguments.text_if_given("--hours")) society.hours = one_line("--hours", *text, 100);
  if (const auto text = arguments.text_if_given("--mail-from")) society.mail_from = checked_sender(*text);
  if (const auto text = arguments.text_if_given("--site")) society.site_url = checked_site(*text);
  if (const auto text = arguments.text_if_given("--accent")) society.accent = checked_accent(*text);
}

// A link's mail goes out until link_rest_min before the link's end: with less, a mail server that is away for a moment
// would leave the member without the mail.
constexpr int link_minutes_min = 2 * std::chrono::minutes{limits::link_rest_min}.count();

void take_numbers(const Arguments& arguments, Society& society) {
  const auto take = [&](const char* name, int least, int most, int& setting) {
    setting = arguments.integer_if_given(name, least, most).value_or(setting);
  };
  take("--link-minutes", link_minutes_min, 24 * 60, society.link_minutes);
  take("--password-days", 0, 3650, society.password_days);
  take("--idle-minutes", 5, 24 * 60, society.session_idle_minutes);
  take("--session-minutes", 5, 24 * 60, society.session_minutes_max);
  take("--readable-months", 0, 120, society.readable_months_after_leaving);
  take("--expense-lag-months", 0, 24, society.expense_month_lag);
  take("--expense-day", 1, 28, society.expense_day);
  if (society.session_idle_minutes > society.session_minutes_max)
    refuse("--idle-minutes", "may not be longer than --session-minutes");
}

void take_choices(const Arguments& arguments, Society& society) {
  society.listed = arguments.yes_or_no_if_given("--listed").value_or(society.listed);
  society.asks_birth_date = arguments.yes_or_no_if_given("--birth-date-check").value_or(society.asks_birth_date);
  society.reissue_mails_password =
      arguments.yes_or_no_if_given("--reissue-password").value_or(society.reissue_mails_password);
  society.principal_sees_household =
      arguments.yes_or_no_if_given("--household").value_or(society.principal_sees_household);
  society.expense_pdf_is_official =
      arguments.yes_or_no_if_given("--expense-pdf-official").value_or(society.expense_pdf_is_official);
}

void take_settings(const Arguments& arguments, Society& society) {
  take_texts(arguments, society);
  take_numbers(arguments, society);
  take_choices(arguments, society);
}

std::optional<std::vector<FrontItem>> front_items_if_given(const Arguments& arguments) {
  const auto file = arguments.text_if_given("--front-page");
  if (!file) return {};
  if (!std::filesystem::exists(*file)) throw Failure(Exit::no_input, fmt::format("{}: no such file", *file));
  try {
    return front_page::read(*file);
  } catch (const front_page::Unusable& error) {
    throw Failure(Exit::bad_data, error.what());
  }
}

std::optional<postcards::Texts> postcard_texts_if_given(const Arguments& arguments) {
  const auto file = arguments.text_if_given("--postcard");
  if (!file) return {};
  if (!std::filesystem::exists(*file)) throw Failure(Exit::no_input, fmt::format("{}: no such file", *file));
  try {
    return postcard_texts::read(*file);
  } catch (const toml_text::Unreadable& error) {
    throw Failure(Exit::bad_data, fmt::format("{}:{}: {}", *file, error.line, error.what()),
                  "docs/operating.md says what stands in it; portalctl postcard sample shows how it looks");
  }
}

std::string the_slug(const DatabaseCall& call) {
  if (const auto slug = call.arguments.text_if_given("SLUG")) return *slug;
  if (call.society_slug) return *call.society_slug;
  throw Failure(Exit::usage, "which society?", "portalctl society list shows them");
}

Society existing(const DatabaseCall& call) { return find_society(call.database, the_slug(call)); }

// What stands in files beside the settings; what isn't given stays.
struct Files {
  explicit Files(const Arguments& arguments)
      : front_items(front_items_if_given(arguments)), postcard_texts(postcard_texts_if_given(arguments)) {}
  std::optional<std::vector<FrontItem>> front_items;
  std::optional<postcards::Texts> postcard_texts;
};

void keep(const DatabaseCall& call, const Society& society, const Files& files, audit::Event event) {
  db::SocietyDatabase db(call.database, society.id);
  if (files.front_items) societies::replace_front_items(db, *files.front_items);
  if (files.postcard_texts) postcards::set_texts(db, *files.postcard_texts);
  record(scene_of(call, society, db), event);
}

Table settings_table(const Society& s) {
  Table table({"slug", "name", "telephone", "hours", "mail_from", "site", "accent", "listed", "birth_date_check",
               "link_minutes", "reissue_password", "password_days", "idle_minutes", "session_minutes", "household",
               "readable_months", "expense_lag_months", "expense_day", "expense_pdf_official"});
  const auto text = [](const std::optional<std::string>& value) { return value ? Cell{*value} : Cell{}; };
  const auto count = [](int value) { return Cell{static_cast<std::int64_t>(value)}; };
  table.add({s.slug, s.name, s.telephone, s.hours, s.mail_from, text(s.site_url), text(s.accent), s.listed,
             s.asks_birth_date, count(s.link_minutes), s.reissue_mails_password, count(s.password_days),
             count(s.session_idle_minutes), count(s.session_minutes_max), s.principal_sees_household,
             count(s.readable_months_after_leaving), count(s.expense_month_lag), count(s.expense_day),
             s.expense_pdf_is_official});
  return table;
}

}  // namespace

Exit society_add(const DatabaseCall& call) {
  Society society;
  society.slug = checked_slug(call.arguments.text("SLUG"));
  society.hours = "平日 9:00～17:00";
  for (const char* needed : {"--name", "--telephone", "--mail-from"}) static_cast<void>(call.arguments.text(needed));
  take_settings(call.arguments, society);
  const Files files(call.arguments);
  if (societies::find(call.database, society.slug))
    throw Failure(Exit::bad_data, fmt::format("there is a society \"{}\" already", society.slug),
                  fmt::format("portalctl society set {} changes it", society.slug));
  if (call.dry_run) {
    settings_table(society).print_first(false);
    fmt::print("would add {}\n", society.slug);
    return Exit::good;
  }
  db::Transaction transaction(call.database);
  society.id = societies::add(call.database, society, call.now);
  keep(call, society, files, audit::Event::society_added);
  transaction.commit();
  fmt::print("added {}: {}/{}/\n", society.slug, call.config.origin, society.slug);
  return Exit::good;
}

Exit society_set(const DatabaseCall& call) {
  Society society = existing(call);
  take_settings(call.arguments, society);
  const Files files(call.arguments);
  if (call.dry_run) {
    settings_table(society).print_first(false);
    fmt::print("would change {}\n", society.slug);
    return Exit::good;
  }
  db::Transaction transaction(call.database);
  societies::update(call.database, society);
  keep(call, society, files, audit::Event::society_changed);
  transaction.commit();
  fmt::print("changed {}; its error pages need to be written again: portalctl society error-pages DIR\n", society.slug);
  return Exit::good;
}

Exit society_list(const DatabaseCall& call) {
  Table table({"slug", "name", "telephone", "listed", "url"});
  for (const Society& society : societies::all(call.database))
    table.add(
        {society.slug, society.name, society.telephone, society.listed, call.config.origin + "/" + society.slug + "/"});
  table.print(call.json);
  return Exit::good;
}

Exit society_show(const DatabaseCall& call) {
  settings_table(existing(call)).print_first(call.json);
  return Exit::good;
}

}  // namespace portal::admin
