#pragma once
#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>
#include <variant>

#include "base/limits.hpp"
#include "sql/societies.hpp"
#include "sql/statement.hpp"

// What a society sets about itself (product.md §7), once. Reading and writing a society, the options of
// `portalctl society add` and `set`, their help and bounds, and what `society show` prints follow from these lines: a
// new setting is its column (a migration), a member of Society, a line here, and its use.
namespace portal::societies {

// What a text may be.
enum class Form { line, telephone, mail_address, url, colour };

struct Setting {
  std::variant<std::string Society::*, std::optional<std::string> Society::*, bool Society::*, int Society::*,
               std::optional<std::chrono::year_month_day> Society::*, std::optional<int> Society::*>
      member;
  db::Column column;               // of the table societies
  const char* option;              // --link-minutes; in lists link_minutes
  Form form = Form::line;          // of a text; an optional one is taken away by ""
  std::size_t characters_max = 0;  // of a line or a URL
  int least = 0, most = 0;         // of a number
  const char* unset = "";          // of a day, and of a number that may be none: the word for none
  const char* help;                // without bounds and what holds otherwise: those follow from this line
};

// A link's mail goes out until link_rest_min before the link's end: with less, a mail server that is away for a moment
// would leave the member without the mail.
inline constexpr int link_minutes_min = 2 * std::chrono::minutes{limits::link_rest_min}.count();
inline constexpr int day_minutes = 24 * 60;

inline constexpr std::array settings{
    Setting{.member = &Society::name,
            .column = "name",
            .option = "--name",
            .characters_max = 100,
            .help = "the society's name, as members know it"},
    Setting{.member = &Society::telephone,
            .column = "telephone",
            .option = "--telephone",
            .form = Form::telephone,
            .help = "shown on every page"},
    Setting{.member = &Society::hours,
            .column = "hours",
            .option = "--hours",
            .characters_max = 100,
            .help = "when the telephone is answered"},
    Setting{.member = &Society::contact_form_url,
            .column = "contact_form_url",
            .option = "--contact-form",
            .form = Form::url,
            .characters_max = 200,
            .help = "a page where members write to it instead of calling; \"\" for none"},
    Setting{.member = &Society::takes_relay_calls,
            .column = "takes_relay_calls",
            .option = "--relay-calls",
            .help = "it takes calls by 電話リレーサービス, and says so"},
    Setting{.member = &Society::mail_from,
            .column = "mail_from",
            .option = "--mail-from",
            .form = Form::mail_address,
            .help = "the sender of its mails"},
    Setting{.member = &Society::site_url,
            .column = "site_url",
            .option = "--site",
            .form = Form::url,
            .characters_max = 200,
            .help = "its own site; \"\" for none"},
    Setting{.member = &Society::accent,
            .column = "accent",
            .option = "--accent",
            .form = Form::colour,
            .help = "#rrggbb; \"\" for the portal's own"},
    Setting{
        .member = &Society::listed, .column = "listed", .option = "--listed", .help = "shown on the list of societies"},
    Setting{.member = &Society::asks_birth_date,
            .column = "asks_birth_date",
            .option = "--birth-date-check",
            .help = "registration asks for the birth date too"},
    Setting{.member = &Society::link_minutes,
            .column = "link_minutes",
            .option = "--link-minutes",
            .least = link_minutes_min,
            .most = day_minutes,
            .help = "how long a mail's link lives"},
    Setting{.member = &Society::reissue_mails_password,
            .column = "reissue_mails_password",
            .option = "--reissue-password",
            .help = "a reissue's mail holds a temporary password too"},
    Setting{.member = &Society::tells_unregistered,
            .column = "tells_unregistered",
            .option = "--tell-unregistered",
            .help =
                "a reissue mails an address that has no account that it has none, and its page tells what became of "
                "the mail"},
    Setting{.member = &Society::password_days,
            .column = "password_days",
            .option = "--password-days",
            .most = 3650,
            .help = "how long a password is valid; 0: for ever"},
    Setting{.member = &Society::two_factors_spare_passwords,
            .column = "two_factors_spare_passwords",
            .option = "--two-factors-spare-passwords",
            .help = "the password of who has a second factor doesn't end"},
    Setting{.member = &Society::two_factors_from,
            .column = "two_factors_from",
            .option = "--two-factors",
            .unset = "offered",
            .help = "from that day on, who has no second factor adds one before anything else"},
    Setting{.member = &Society::session_idle_minutes,
            .column = "session_idle_minutes",
            .option = "--idle-minutes",
            .least = 5,
            .most = day_minutes,
            .help = "a session ends after so long without a click"},
    Setting{.member = &Society::session_minutes_max,
            .column = "session_minutes_max",
            .option = "--session-minutes",
            .least = 5,
            .most = day_minutes,
            .help = "a session ends after so long in any case"},
    Setting{.member = &Society::principal_sees_household,
            .column = "principal_sees_household",
            .option = "--household",
            .help = "a principal sees the household's expenses"},
    Setting{.member = &Society::readable_months_after_leaving,
            .column = "readable_months_after_leaving",
            .option = "--readable-months",
            .most = 120,
            .help = "how long people who left may still read"},
    Setting{
        .member = &Society::erase_after_leaving_years,
        .column = "erase_after_leaving_years",
        .option = "--erase-after-leaving",
        .least = limits::erase_after_leaving_years_min,
        .most = 100,
        .unset = "never",
        .help =
            "years after leaving, then all that is held of a person is deleted; not before they may no longer read"},
    Setting{.member = &Society::expense_month_lag,
            .column = "expense_month_lag",
            .option = "--expense-lag-months",
            .most = 24,
            .help = "from treatment to publication"},
    Setting{.member = &Society::expense_day,
            .column = "expense_day",
            .option = "--expense-day",
            .least = 1,
            .most = 28,
            .help = "the day of the month on which expenses come"},
    Setting{.member = &Society::contact_mail,
            .column = "contact_mail",
            .option = "--contact-mail",
            .form = Form::mail_address,
            .help = "its clerks, told by mail what became of files in the inbox; \"\" for none"},
    Setting{.member = &Society::odd_percent_max,
            .column = "odd_percent_max",
            .option = "--odd-percent",
            .most = 100,
            .help = "how much of a file in the inbox may want a look (確認) before it is refused; 100: all"},
    Setting{.member = &Society::handling_days,
            .column = "handling_days",
            .option = "--handling-days",
            .most = 365,
            .help = "receipts say that an application is handled within so many days; 0: they say nothing"},
    Setting{.member = &Society::expense_pdf_is_official,
            .column = "expense_pdf_is_official",
            .option = "--expense-pdf-official",
            .help = "the PDF of 医療費通知 is the society's notice, not marked 参考"},
};

namespace detail {

// Each column between what stands before and behind it, as the literal of a statement: "s.name, s.telephone, …".
template <db::Piece before, db::Piece behind>
struct Columns {
  static constexpr std::size_t length = [] {
    std::size_t all = 0;
    for (const Setting& one : settings) all += before.length + std::string_view(one.column.name).size() + behind.length;
    return all;
  }();
  char text[length]{};  // the last one's `behind` ends with the comma that the literal's end replaces
  consteval Columns() {
    char* end = text;
    for (const Setting& one : settings) {
      end = std::copy_n(before.text, before.length, end);
      end = std::ranges::copy(std::string_view(one.column.name), end).out;
      end = std::copy_n(behind.text, behind.length, end);
    }
    text[length - 1] = '\0';
  }
};

}  // namespace detail

// Pieces of statements: what one selects of `societies s`, and what one sets.
inline constexpr db::Piece selected_columns{detail::Columns<" s.", ",">{}.text};
inline constexpr db::Piece assigned_columns{detail::Columns<" ", " = ?,">{}.text};

}  // namespace portal::societies
