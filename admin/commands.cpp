#include "admin/commands.hpp"

#include <array>

#include "admin/actions.hpp"

namespace portal::admin {
namespace {

using Need = Option::Need;

constexpr std::array<Option, 1> society_slug{{{"SLUG", nullptr, "its name in URLs; or --society before the noun"}}};
constexpr std::array<Option, 1> folder{
    {{"DIR", nullptr, "the folder to write into; made when missing", Need::required}}};

// What a society sets about itself (product.md §7 of the specification), the same for add and set.
constexpr std::array<Option, 18> society_settings{{
    {"SLUG", nullptr, "its name in URLs: 2 to 40 of a-z 0-9 -; never changes"},
    {"--name", "TEXT", "the society's name, as members know it"},
    {"--telephone", "TEXT", "shown on every page"},
    {"--hours", "TEXT", "when the telephone is answered (平日 9:00～17:00)"},
    {"--mail-from", "ADDRESS", "the sender of its mails"},
    {"--site", "URL", "its own site; \"\" for none"},
    {"--accent", "COLOUR", "#rrggbb; \"\" for the portal's own"},
    {"--listed", "yes|no", "shown on the list of societies"},
    {"--birth-date-check", "yes|no", "registration asks for the birth date too"},
    {"--link-minutes", "N", "how long a mail's link lives (180)"},
    {"--password-days", "N", "how long a password is valid (365; 0: for ever)"},
    {"--idle-minutes", "N", "a session ends after so long without a click (30)"},
    {"--session-minutes", "N", "a session ends after so long in any case (720)"},
    {"--household", "yes|no", "a principal sees the household's expenses (yes)"},
    {"--readable-months", "N", "how long people who left may still read (12)"},
    {"--expense-lag-months", "N", "from treatment to publication (2)"},
    {"--expense-day", "N", "the day of the month on which expenses come (10)"},
    {"--front-page", "FILE", "TOML with the texts of its front page"},
}};

constexpr const char* society_add_example =
    "society add mihon --name 見本健康保険組合 --telephone 03-0000-0000 --mail-from info@mihon.example.jp\n"
    "society add mihon … --listed yes --front-page front.toml --dry-run";

constexpr std::array<Noun, 3> known_nouns{{
    {"config", "the configuration file and the keys beside it"},
    {"schema", "the database's tables and who may do what with them"},
    {"society", "the health insurance societies, their settings and front pages"},
}};

constexpr std::array<Command, 10> table{{
    {"config",
     "check",
     config_check,
     Kind::shows,
     "check the file, the folders and keys it names, and the templates",
     {},
     "config check"},
    {"config",
     "show",
     config_show,
     Kind::shows,
     "print what is in force, defaults included; never a secret",
     {},
     "config show"},
    {"config",
     "create-secrets",
     config_create_secrets,
     Kind::changes,
     "write the key files that are missing (mode 0600); an existing one is never touched",
     {},
     "config create-secrets"},
    {"schema",
     "status",
     schema_status,
     Kind::lists,
     "which migrations the database has and which it lacks",
     {},
     "schema status"},
    {"schema",
     "migrate",
     schema_migrate,
     Kind::changes,
     "apply the missing migrations, then the grants; safe to run again; back up first",
     {},
     "schema migrate --dry-run\nschema migrate"},
    {"society", "add", society_add, Kind::changes, "add a society", society_settings, society_add_example},
    {"society", "set", society_set, Kind::changes, "change settings; what isn't named stays", society_settings,
     "society set mihon --hours \"平日 9:00～17:30\""},
    {"society", "list", society_list, Kind::lists, "all societies", {}, "society list --json"},
    {"society", "show", society_show, Kind::lists, "every setting of one society", society_slug, "society show mihon"},
    {"society", "error-pages", society_error_pages, Kind::changes,
     "write the error pages that nginx shows when no worker answers; run again after a change of a society", folder,
     "society error-pages /usr/share/kenko-portal/error-pages"},
}};

}  // namespace

std::span<const Command> commands() { return table; }
std::span<const Noun> nouns() { return known_nouns; }

}  // namespace portal::admin
