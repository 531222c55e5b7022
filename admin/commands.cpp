#include "admin/commands.hpp"

#include <algorithm>
#include <array>
#include <type_traits>

#include "admin/actions.hpp"
#include "admin/publishing/society_settings.hpp"

namespace portal::admin {
namespace {

using Need = Option::Need;

constexpr std::array<Option, 1> society_slug{{{"SLUG", nullptr, "its name in URLs; or --society before the noun"}}};
constexpr std::array<Option, 1> folder{
    {{"DIR", nullptr, "the folder to write into; made when missing", Need::required}}};

constexpr std::array<Option, 1> database_create_options{
    {{"--clients", "HOST", "with [database] hosts: from which machines the users come, as MariaDB names them"}}};
constexpr std::array<Option, 1> take_over{
    {{"--take-over", nullptr,
      "go on with what was cut off on another server of the cluster, which is known to be dead"}}};

// What a society sets about itself and what stands in files, the same for add and set.
constexpr auto society_options = [] {
  std::array<Option, societies::settings.size() + 3> options{};
  auto* at = options.data();
  *at++ = {"SLUG", nullptr, "its name in URLs: 2 to 40 of a-z 0-9 -; never changes"};
  for (const societies::Setting& setting : societies::settings)
    *at++ = {.name = setting.option, .value = value_name(setting), .help = setting.help, .setting = &setting};
  *at++ = {"--front-page", "FILE", "TOML with the texts of its front page"};
  *at++ = {"--postcard", "FILE", "TOML with the texts of its postcards"};
  return options;
}();

constexpr const char* society_add_example =
    "society add mihon --name 見本健康保険組合 --telephone 03-0000-0000 --mail-from info@mihon.example.jp "
    "--listed yes --front-page front.toml\n"
    "society add mihon --name 見本健康保険組合 --telephone 03-0000-0000 --mail-from info@mihon.example.jp --apply";

constexpr std::array<Option, 3> member_import_options{{
    {"FILE", nullptr, "CSV from the core system, UTF-8 or CP932", Need::required},
    {"--full", nullptr, "the file is the whole roster: who is not in it has left"},
    {"--allow-ending", "N", "let up to N members end, though they are more than 5%"},
}};
constexpr const char* member_import_example =
    "--society mihon member import members.csv            what it would do\n"
    "--society mihon member import members.csv --apply    one transaction: all of it or nothing\n"
    "--society mihon member import roster.csv --full --apply --allow-ending 120";

constexpr std::array<Option, 1> member_find_options{{
    {"TEXT", nullptr, "番号, 記号-番号, or a part of the name or kana in any writing", Need::required},
}};
constexpr std::array<Option, 1> one_member{{
    {"MEMBER", nullptr, "記号-番号-枝番 (12-0001001-00) or the login ID", Need::required},
}};
constexpr std::array<Option, 2> member_show_options{{
    {"MEMBER", nullptr, "記号-番号-枝番 (12-0001001-00) or the login ID", Need::required},
    {"--verify", "CODE", "the number that the caller reads from お電話でお伝えいただく番号: says yes or no first"},
}};
constexpr std::array<Option, 2> member_protect_options{{
    {"MEMBER", nullptr, "記号-番号-枝番 (12-0001001-01) or the login ID", Need::required},
    {"--off", nullptr, "end the protection"},
}};
constexpr std::array<Option, 1> one_number{{
    {"NUMBER", nullptr, "記号-番号-枝番 (12-0001001-00), as it was", Need::required},
}};
constexpr std::array<Option, 1> expense_import_options{{
    {"FILE", nullptr, "CSV from the core system, UTF-8 or CP932", Need::required},
}};
constexpr std::array<Option, 1> document_import_options{{
    {"FOLDER", nullptr, "PDFs, and beside them index.csv, which says whose they are", Need::required},
}};
constexpr std::array<Option, 2> document_list_options{{
    {"--member", "MEMBER", "only this member's: 記号-番号-枝番 (12-0001001-00) or the login ID"},
    {"--last", "N", "how many (100)"},
}};
constexpr std::array<Option, 1> one_document{{
    {"DOCUMENT", nullptr, "its number, as document list shows it", Need::required},
}};
constexpr std::array<Option, 2> who_saw_options{{
    {"DOCUMENT", nullptr, "its number, as document list shows it", Need::required},
    {"--last", "N", "at most so many, the newest (1000)"},
}};
constexpr std::array<Option, 2> seen_by_options{{
    {"MEMBER", nullptr, "記号-番号-枝番 (12-0001001-00) or the login ID", Need::required},
    {"--last", "N", "at most so many, the newest (1000)"},
}};
constexpr std::array<Option, 1> import_list_options{{{"--last", "N", "how many (20)"}}};
constexpr std::array<Option, 1> one_import{{{"ID", nullptr, "its number in import list", Need::required}}};
constexpr Option postcard_pdf{"--pdf", "FILE",
                              "the cards, two pages each; beside it FILE.index.csv without passwords; mode 0600"};
constexpr Option postcard_csv{"--csv", "FILE", "the print shop's table; with --pdf or instead of it; mode 0600"};
constexpr Option postcard_recipient{"--recipient", "KEY",
                                    "the print shop's public key of age (age1…): FILE.age, which it alone can read"};
constexpr Option csv_encoding{"--encoding", "NAME", "of tables: utf-8 (with BOM, the default) or cp932"};
constexpr std::array<Option, 5> postcard_issue_options{{
    postcard_pdf,
    postcard_csv,
    postcard_recipient,
    {"--only", "MEMBER", "just these, even if their card is live; may be given many times", Need::repeated},
    csv_encoding,
}};
constexpr std::array<Option, 5> postcard_reissue_options{{
    {"MEMBER", nullptr, "記号-番号-枝番 (12-0001001-00)", Need::required},
    postcard_pdf,
    postcard_csv,
    postcard_recipient,
    csv_encoding,
}};
constexpr std::array<Option, 1> postcard_sample_options{{{"--pdf", "FILE", "made new", Need::required}}};

constexpr std::array<Option, 3> report_unread_options{{
    {"--days", "N", "unread for so many days or longer", Need::required},
    {"--csv", "FILE", "made new, mode 0600; without it the list goes to the screen"},
    csv_encoding,
}};
constexpr std::array<Option, 4> report_monthly_options{{
    {"--month", "YYYY-MM", "without it, last month"},
    {"--xlsx", "FILE", "for Excel; made new. A folder: SLUG-YYYY-MM.xlsx in it"},
    {"--csv", "FILE", "made new, likewise"},
    csv_encoding,
}};

constexpr std::array<Option, 4> audit_odd_options{{
    {"--days", "N", "of the last N days, up to yesterday (1)"},
    {"--alarm", nullptr, "only say in the journal how many there are (odd_reads)"},
    {"--persons", "N", "so many persons a day are many (100)"},
    {"--name", "USER=FAMILY",
     "sato=佐藤: whose namesakes that user shouldn't look at, where /etc/passwd doesn't say it", Need::repeated},
}};
constexpr std::array<Option, 2> audit_verify_options{{
    {"--file", "FILE", "what audit export or archive wrote, instead of the database's rows"},
    {"--hash", "HASH", "of a day, as it was noted elsewhere: it must be there still"},
}};
constexpr std::array<Option, 3> audit_export_options{{
    {"--from", "DAY", "2026-11-01, the first", Need::required},
    {"--to", "DAY", "the last; those that are closed", Need::required},
    {"--jsonl", "FILE", "JSON, a line for each row; made new, mode 0600", Need::required},
}};
constexpr std::array<Option, 1> audit_archive_options{
    {{"--jsonl", "FILE", "made new, mode 0600, in a folder of portal_migrate's", Need::required}}};

constexpr std::array<Option, 9> incident_scope_options{{
    {"--from", "WHEN", "2026-11-22, or 2026-11-22T13:20: Japan's time", Need::required},
    {"--to", "WHEN", "likewise: that day, or that minute, is in it", Need::required},
    {"--client", "ADDRESS", "what was done from that address"},
    {"--account", "MEMBER", "what was done as that member's account: 記号-番号-枝番 or the login ID"},
    {"--operator", "NAME", "what that user of portalctl did: os:root/sato as the log has it, or sato"},
    {"--file", "NAME", "who stands in the file of that name, which was exported or taken in in that time"},
    {"--learnt-on", "DAY", "when the society learnt of it, for the report's deadlines (today)"},
    {"--letters", "FILE", "CSV of whom to write to; made new, mode 0600"},
    csv_encoding,
}};
constexpr std::array<Option, 5> mail_list_options{{
    {"--state", "STATE", "ready, leased, deferred, held, sent, dead, expired or deleted"},
    {"--class", "CLASS", "link, security or news"},
    {"--to", "ADDRESS", "the recipient, whole"},
    {"--limit", "N", "at most so many, the newest (100)"},
    {"--ids", nullptr, "only the ids, for hold, release, retry and delete"},
}};
constexpr std::array<Option, 1> mail_id{{{"ID", nullptr, "as mail list shows it", Need::required}}};
constexpr std::array<Option, 1> mail_all{
    {{"ALL", nullptr, "in capitals: every mail (of --society). Without it: ids from standard input"}}};
constexpr std::array<Option, 2> mail_test_options{{
    {"ADDRESS", nullptr, "where to", Need::required},
    {"--no-wait", nullptr, "don't wait for what the mail server says"},
}};

// Notices and topics are published alike.
constexpr std::array<Option, 1> publish_options{{
    {"FILE", nullptr, "Markdown below a TOML head between two lines +++", Need::required},
}};
constexpr std::array<Option, 1> article_list_options{{{"--last", "N", "how many (100)"}}};
constexpr std::array<Option, 1> one_notice{{
    {"NOTICE", nullptr, "its number or its name, as notice list shows them", Need::required},
}};
constexpr std::array<Option, 1> arrivals_status_options{{{"--last", "N", "how many days (14)"}}};
constexpr std::array<Option, 1> one_topic{{
    {"TOPIC", nullptr, "its number or its name, as topic list shows them", Need::required},
}};

constexpr Option application_kind{"--kind", "KIND", "limit-certificate (限度額申請) or screening (がん検診)"};
constexpr std::array<Option, 3> application_list_options{{
    application_kind,
    {"--status", "STATUS", "受付, 確認中, 差戻し, 承認, 発送済, 取下げ or 取消"},
    {"--last", "N", "how many (100)"},
}};
constexpr std::array<Option, 1> one_application{{
    {"RECEIPT", nullptr, "its receipt number: G-0001234-4", Need::required},
}};
constexpr std::array<Option, 4> application_export_options{{
    application_kind,
    {"--csv", "FILE", "the core system's file; made new, mode 0600", Need::required},
    csv_encoding,
    {"--again", "ID", "the file of that export once more, byte for byte; nothing else goes out"},
}};
constexpr std::array<Option, 2> application_exports_options{{
    application_kind,
    {"--last", "N", "how many (20)"},
}};
constexpr std::array<Option, 1> application_results_options{{
    {"FILE", nullptr, "CSV with 受付番号, 状態 and メッセージ, UTF-8 or CP932", Need::required},
}};
constexpr std::array<Option, 1> limit_import_options{{
    {"FILE", nullptr, "TOML with all of the society's tables", Need::required},
}};
constexpr std::array<Option, 1> limit_show_options{{
    {"MONTH", nullptr, "of treatment: 2026-08, 令和8年8月; without it, this month"},
}};

constexpr std::array<Option, 1> screening_import_options{{
    {"FILE", nullptr, "TOML, one programme each; as many as you like", Need::repeated},
}};
constexpr std::array<Option, 1> screening_list_options{{{"--last", "N", "how many (100)"}}};
constexpr std::array<Option, 1> one_programme{{
    {"PROGRAMME", nullptr, "its number or its name, as screening list shows them", Need::required},
}};

constexpr std::array<Option, 2> stats_options{{
    {"--prometheus", nullptr, "as Prometheus' text format"},
    {"--write", nullptr, "the same as portal.prom in [metrics] folder, for node_exporter's textfile collector"},
}};
constexpr std::array<Option, 1> config_check_options{{
    {"--role", "web|auth|mailer|ctl", "what that program reads alone"},
}};
constexpr std::array<Option, 1> doctor_options{{
    {"--role", "web|auth|mailer|ctl", "what that program needs alone, on a machine that has nothing else"},
}};

constexpr std::array<Option, 1> config_rotate_key_options{{
    {"KEY", nullptr, "pepper, two-step, form, throttle or mail-seal", Need::required},
}};

constexpr std::array<Option, 1> config_nginx_options{{
    {"DIR", nullptr, "the folder to write into; /etc/nginx/snippets"},
}};

constexpr std::array<Option, 2> backup_verify_options{{
    {"FILE", nullptr, "a backup", Need::required},
    {"--identity", "FILE", "age's secret key, which belongs on no machine of the portal", Need::required},
}};

constexpr std::array<Noun, 25> known_nouns{{
    {"doctor", "is all well? every check, and after each ✗ what to run next"},
    {"stats", "figures for monitors: mails, sign-ins, sessions, imports, backups; counts alone"},
    {"cleanup", "delete what is past its time: dead sessions, links, counts, old mail rows"},
    {"config", "the configuration file and the keys beside it"},
    {"database", "where the tables lie, and the programs' users there"},
    {"backup", "database and documents in one encrypted file"},
    {"schema", "the database's tables and who may do what with them"},
    {"society", "the health insurance societies, their settings and front pages"},
    {"member", "the people a society insures"},
    {"session", "who is signed in"},
    {"expense", "what members' treatments cost (医療費明細)"},
    {"document", "通知書・証明書: PDFs issued to one member each"},
    {"notice", "健保からのお知らせ: messages to chosen members"},
    {"arrivals", "新着のお知らせ: the mails that tell members of what is new"},
    {"topic", "トピックス: articles for every member"},
    {"application", "what members ask for: 限度額申請 and がん検診"},
    {"limit", "自己負担限度額 by months of treatment, for members to read"},
    {"screening", "がん検診: what a society offers in a fiscal year"},
    {"import", "the files that were taken in"},
    {"inbox", "the folders whose files are taken in by themselves"},
    {"audit", "who saw what, from the audit log"},
    {"incident", "a leak: whose data, and the figures and letters that it needs"},
    {"mail", "the mails that wait, are sent or could not be sent"},
    {"postcard", "the cards with which members register: login ID and initial password"},
    {"report", "who has not read what, and the figures of a month"},
}};

constexpr std::array<Command, 80> table{{
    {"doctor", "", doctor, Kind::lists, "every check with ✓ or ✗, and after each ✗ what to run next", doctor_options,
     "doctor\ndoctor --json\ndoctor --role mailer"},
    {"stats", "", stats, Kind::lists,
     "figures for monitors, of all societies or of --society; cheap enough for every minute", stats_options,
     "stats\nstats --json\nstats --prometheus"},
    {"cleanup",
     "",
     cleanup,
     Kind::changes,
     "delete what is past its time, of all societies or of --society; portal-cleanup.timer applies it daily",
     {},
     "cleanup            what it would delete\ncleanup --apply"},
    {"config", "check", config_check, Kind::shows, "check the file, the folders and keys it names, and the templates",
     config_check_options, "config check\nconfig check --role web"},
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
     "config create-secrets --apply"},
    {"config", "rotate-key", config_rotate_key, Kind::changes,
     "make a new key the current one of its kind; what the older ones made stays good", config_rotate_key_options,
     "config rotate-key form            what it would do\nconfig rotate-key form --apply"},
    {"config", "nginx", config_nginx, Kind::changes,
     "write nginx's snippets that hold the host's name, as origin says it, and HTTP/2 as this nginx spells it",
     config_nginx_options, "config nginx            what it would do\nconfig nginx --apply"},
    {"database", "create", database_create, Kind::changes,
     "make the database and its users; as root, once; safe to run again", database_create_options,
     "database create            what it would do\ndatabase create --apply\n"
     "database create --clients 192.0.2.%    with [database] hosts: what their administrator is to run"},
    {"backup",
     "create",
     backup_create,
     Kind::changes,
     "write database and documents into one file in [backup] folder, encrypted for [backup] recipient, and delete "
     "those "
     "past kept_days; portal-backup.timer applies it daily",
     {},
     "backup create            what it would do\nbackup create --apply"},
    {"backup", "verify", backup_verify, Kind::shows,
     "restore a backup into a MariaDB server of its own and compare each table and document; nothing stays of it",
     backup_verify_options, "backup verify portal-20261129T183000Z.tar.zst.age --identity backup-key.txt"},
    {"schema",
     "status",
     schema_status,
     Kind::lists,
     "which migrations the database has and which it lacks, and whether this release's programs run on it",
     {},
     "schema status"},
    {"schema", "migrate", schema_migrate, Kind::changes,
     "apply the missing migrations, then the grants; safe to run again; back up first", take_over,
     "schema migrate            what is missing\nschema migrate --apply"},
    {"society", "add", society_add, Kind::changes, "add a society", society_options, society_add_example},
    {"society", "set", society_set, Kind::changes, "change settings; what isn't named stays", society_options,
     "society set mihon --hours \"平日 9:00～17:30\" --apply"},
    {"society", "list", society_list, Kind::lists, "all societies", {}, "society list --json"},
    {"society", "show", society_show, Kind::lists, "every setting of one society", society_slug, "society show mihon"},
    {"society", "error-pages", society_error_pages, Kind::changes,
     "write the error pages that nginx shows when no worker answers; run again after a change of a society", folder,
     "society error-pages /var/lib/kenko-portal/error-pages --apply"},
    {"member", "import", member_import, Kind::changes, "take in a members file; checks all of it first",
     member_import_options, member_import_example},
    {"member", "find", member_find, Kind::lists_persons, "look for members", member_find_options,
     "--society mihon member find やまだ\n--society mihon member find 0001001"},
    {"member", "show", member_show, Kind::lists_persons,
     "what the phone desk needs: account, lock, postcards, their orders, links, mails; kept in the audit log",
     member_show_options,
     "--society mihon member show 12-0001001-00\n"
     "--society mihon member show 12-0001001-00 --verify 123456"},
    {"member", "unlock", member_unlock, Kind::changes, "open an account that wrong tries have locked", one_member,
     "--society mihon member unlock hanako --apply"},
    {"member", "protect", member_protect, Kind::changes,
     "hide a member from the rest of the household (DV and the like); it shows nowhere on a page",
     member_protect_options,
     "--society mihon member protect 12-0001001-01 --apply\n"
     "--society mihon member protect 12-0001001-01 --off --apply"},
    {"member", "reset-two-step", member_reset_two_step, Kind::changes,
     "for a member who lost app and recovery codes, or passkeys: two-step sign-in off, passkeys gone; tells them",
     one_member,
     "--society mihon member reset-two-step 12-0001001-00            what it would do\n"
     "--society mihon member reset-two-step 12-0001001-00 --apply"},
    {"member", "erased", member_erased, Kind::lists_persons,
     "when people of a number were erased, years after they left (society set --erase-after-leaving)", one_number,
     "--society mihon member erased 12-0001001-00"},
    {"session",
     "end-all",
     session_end_all,
     Kind::changes,
     "end every session of a society at once, when somebody may hold what signs members in; they sign in again",
     {},
     "--society mihon session end-all            how many it would end\n--society mihon session end-all --apply"},
    {"expense", "import", expense_import, Kind::changes, "take in a file of expense lines; checks all of it first",
     expense_import_options,
     "--society mihon expense import expenses.csv            what it would do\n"
     "--society mihon expense import expenses.csv --apply    one transaction: all of it or nothing"},
    {"expense",
     "status",
     expense_status,
     Kind::lists,
     "which months are there: lines, yen, and from which day on members see them",
     {},
     "--society mihon expense status"},
    {"document", "import", document_import, Kind::changes,
     "take in a folder of PDFs with an index; checks all of it first", document_import_options,
     "--society mihon document import kettei-11/            what it would do\n"
     "--society mihon document import kettei-11/ --apply    all of it or nothing"},
    {"document", "list", document_list, Kind::lists_persons,
     "the latest documents, newest first, and when they were opened", document_list_options,
     "--society mihon document list --member 12-0001001-00"},
    {"document", "show", document_show, Kind::lists_persons, "one document's facts; never its content", one_document,
     "--society mihon document show 4711"},
    {"document", "withdraw", document_withdraw, Kind::changes,
     "take a document from its member's pages; the clean-up deletes its PDF 30 days later", one_document,
     "--society mihon document withdraw 4711 --apply"},
    {"notice", "publish", notice_publish, Kind::changes,
     "publish a message, or change the one of that name; says first whom and how many it reaches", publish_options,
     "--society mihon notice publish kenshin.md            what it would do\n"
     "--society mihon notice publish kenshin.md --apply"},
    {"notice", "list", notice_list, Kind::lists, "the latest messages, newest first, and how many read them",
     article_list_options, "--society mihon notice list --last 20"},
    {"notice", "show", notice_show, Kind::lists, "one message, its text and its figures", one_notice,
     "--society mihon notice show kenshin"},
    {"notice", "withdraw", notice_withdraw, Kind::changes,
     "take a message from the pages; publishing it again shows it", one_notice,
     "--society mihon notice withdraw kenshin --apply"},
    {"arrivals",
     "send",
     arrivals_send,
     Kind::changes,
     "queue a mail for each member to whom something is new, one a day at most; of all societies or of --society; "
     "portal-arrivals.timer applies it",
     {},
     "arrivals send            how many it would queue\narrivals send --apply"},
    {"arrivals", "status", arrivals_status, Kind::lists, "who gets these mails; by day, how many were made and clicked",
     arrivals_status_options, "--society mihon arrivals status --last 31"},
    {"topic", "publish", topic_publish, Kind::changes, "publish an article, or change the one of that name",
     publish_options,
     "--society mihon topic publish walking.md            what it would do\n"
     "--society mihon topic publish walking.md --apply"},
    {"topic", "list", topic_list, Kind::lists, "the latest articles, newest first", article_list_options,
     "--society mihon topic list"},
    {"topic", "withdraw", topic_withdraw, Kind::changes, "take an article from the pages; publishing it again shows it",
     one_topic, "--society mihon topic withdraw walking --apply"},
    {"application", "list", application_list, Kind::lists_persons, "the latest applications, newest first",
     application_list_options,
     "--society mihon application list --kind limit-certificate --status 受付\n"
     "--society mihon application list --last 1000 --json"},
    {"application", "show", application_show, Kind::lists_persons,
     "one application with all it says, for the phone desk; kept in the audit log", one_application,
     "--society mihon application show G-0001234-4"},
    {"application", "export", application_export, Kind::changes,
     "write what is new, corrected or withdrawn for the core system, each exactly once; 限度額申請 become 確認中; a "
     "cut-off run is settled by the next",
     application_export_options,
     "--society mihon application export --kind limit-certificate --csv limit.csv            what would go out\n"
     "--society mihon application export --kind limit-certificate --csv limit.csv --encoding cp932 --apply\n"
     "--society mihon application export --again 12 --csv again.csv --apply"},
    {"application", "exports", application_exports, Kind::lists, "the latest files for the core system, newest first",
     application_exports_options, "--society mihon application exports --kind screening"},
    {"application", "import-results", application_import_results, Kind::changes,
     "take in what the society decided; checks all of it first", application_results_options,
     "--society mihon application import-results results.csv            what it would do\n"
     "--society mihon application import-results results.csv --apply    all of it or nothing; applicants get a mail"},
    {"limit", "import", limit_import, Kind::changes,
     "put this file's tables in the place of those there are; no amount is built in", limit_import_options,
     "--society mihon limit import limits.toml            what it would do\n"
     "--society mihon limit import limits.toml --apply"},
    {"limit",
     "list",
     limit_list,
     Kind::lists,
     "the tables and the months of treatment they hold for",
     {},
     "--society mihon limit list"},
    {"limit", "show", limit_show, Kind::lists, "the table that holds for a month of treatment", limit_show_options,
     "--society mihon limit show 2026-08"},
    {"screening", "import", screening_import, Kind::changes,
     "offer programmes, or change those of the same name; says first what would change and how many they are for",
     screening_import_options,
     "--society mihon screening import stomach-2026.toml            what it would do\n"
     "--society mihon screening import *-2026.toml --apply          all of them or none"},
    {"screening", "list", screening_list, Kind::lists, "the latest programmes, their places and closing dates",
     screening_list_options, "--society mihon screening list"},
    {"screening", "show", screening_show, Kind::lists, "one programme, all it says and its figures", one_programme,
     "--society mihon screening show stomach-2026"},
    {"screening", "withdraw", screening_withdraw, Kind::changes,
     "take a programme from the pages; who applied keeps the application. Importing it again offers it", one_programme,
     "--society mihon screening withdraw stomach-2026 --apply"},
    {"import", "list", import_list, Kind::lists, "the latest imports, newest first", import_list_options,
     "--society mihon import list --last 100"},
    {"import", "show", import_show, Kind::lists, "one import", one_import, "--society mihon import show 12"},
    {"import", "revert", import_revert, Kind::changes,
     "undo an import of expenses, members or documents as a whole; what it changed is again what it was", one_import,
     "--society mihon import revert 12            what it would undo\n--society mihon import revert 12 --apply"},
    {"inbox",
     "run",
     inbox_run,
     Kind::changes,
     "take in what lies in the inbox folders, of all societies or of --society; portal-import@.path applies it",
     {},
     "inbox run            what lies there\n--society mihon inbox run --apply"},
    {"audit", "who-saw", audit_who_saw, Kind::lists_persons, "who opened or withdrew a document, when and from where",
     who_saw_options, "--society mihon audit who-saw 4711"},
    {"audit", "seen-by", audit_seen_by, Kind::lists_persons, "which documents and expenses a member has looked at",
     seen_by_options, "--society mihon audit seen-by 12-0001001-00 --json"},
    {"audit", "odd", audit_odd, Kind::lists_persons,
     "staff's looks that somebody should ask about: many persons, at night (22:00 to 6:00), protected ones, namesakes; "
     "portal-audit.timer runs it daily",
     audit_odd_options, "audit odd\n--society mihon audit odd --days 31 --persons 50 --name sato=佐藤"},
    {"audit", "verify", audit_verify, Kind::lists,
     "is each day's part of the log what it was when it was closed? names the day of a row that was changed, taken out "
     "or put in",
     audit_verify_options, "audit verify\naudit verify --hash HASH\naudit verify --file audit-2026-11.jsonl"},
    {"audit", "export", audit_export, Kind::lists_persons, "write closed days into a file, with their hashes",
     audit_export_options,
     "--society mihon audit export --from 2026-11-01 --to 2026-11-30 --jsonl audit-2026-11.jsonl"},
    {"audit", "archive", audit_archive, Kind::changes,
     "move the days older than three years into a file that was read again and verified; as who owns the tables",
     audit_archive_options,
     "--society mihon audit archive --jsonl audit-to-2023.jsonl            how many rows it would move\n"
     "--society mihon audit archive --jsonl audit-to-2023.jsonl --apply"},
    {"incident", "scope", incident_scope, Kind::lists_persons,
     "whose data somebody had before them, with the report's figures; children and protected ones apart",
     incident_scope_options,
     "--society mihon incident scope --from 2026-11-22 --to 2026-11-23 --client 192.0.2.7\n"
     "--society mihon incident scope --from 2026-11-22T13:00 --to 2026-11-22T15:00 --account hanako --letters to.csv\n"
     "--society mihon incident scope --from 2026-11-01 --to 2026-11-30 --file limit-1122.csv --learnt-on 2026-11-28"},
    {"incident",
     "drill",
     incident_drill,
     Kind::lists_persons,
     "play a leak in the demo and show what scope makes of it; what was played is undone",
     {},
     "--society mihon incident drill"},
    {"mail", "list", mail_list, Kind::lists_persons, "the queue and what became of it, newest first", mail_list_options,
     "mail list --state deferred\n--society mihon mail list --to taro@example.jp --json"},
    {"mail", "show", mail_show, Kind::lists_persons,
     "one mail: its way and the mail server's last word; never its text", mail_id, "mail show 4711"},
    {"mail", "stats", mail_stats, Kind::lists, "how many mails are in which state, and since when", {}, "mail stats"},
    {"mail", "hold", mail_hold, Kind::changes, "keep waiting mails from being sent", mail_all,
     "mail hold --apply < ids\nmail list --state deferred --ids | portalctl mail hold --apply\nmail hold ALL --apply"},
    {"mail", "release", mail_release, Kind::changes, "let held mails go again; each is due when it was", mail_all,
     "mail list --state held --ids | portalctl mail release --apply\nmail release ALL --apply"},
    {"mail", "retry", mail_retry, Kind::changes, "try deferred mails now", mail_all,
     "mail retry ALL --apply\nmail list --class link --ids | portalctl mail retry --apply"},
    {"mail", "delete", mail_delete, Kind::changes, "never send these; the rows stay, without the text", mail_all,
     "mail list --to taro@example.jp --ids | portalctl mail delete --apply\n--society mihon mail delete ALL            "
     "how many it would delete"},
    {"mail",
     "resume",
     mail_resume,
     Kind::changes,
     "let mails go from a database that was restored from a backup",
     {},
     "mail resume            what waits\nmail resume --apply"},
    {"mail", "test", mail_test, Kind::changes, "send a mail and tell what the mail server said", mail_test_options,
     "--society mihon mail test you@example.jp --apply"},
    {"postcard", "issue", postcard_issue, Kind::changes,
     "make cards for everyone enrolled who has neither an account nor a live card; a cut-off run is settled by the "
     "next",
     postcard_issue_options,
     "--society mihon postcard issue --pdf cards.pdf            how many it would make\n"
     "--society mihon postcard issue --pdf cards.pdf --recipient age1… --apply        for the print shop's eyes alone\n"
     "--society mihon postcard issue --csv cards.csv --apply        for a print shop that sets the cards itself"},
    {"postcard", "reissue", postcard_reissue, Kind::changes, "make a new card for one member; the older one is dead",
     postcard_reissue_options, "--society mihon postcard reissue 12-0001001-00 --pdf card.pdf --apply"},
    {"postcard", "stop-order", postcard_stop_order, Kind::changes,
     "for a member who ordered no card and can't stop the order by its mail: none is made; one that was made is dead",
     one_member, "--society mihon postcard stop-order 12-0001001-00 --apply"},
    {"postcard", "sample", postcard_sample, Kind::shows,
     "print the card of a member who doesn't exist, to look at before any is issued", postcard_sample_options,
     "--society mihon postcard sample --pdf sample.pdf"},
    {"report", "unread", report_unread, Kind::lists_persons,
     "a postal list of members with messages that they have not read; kept in the audit log", report_unread_options,
     "--society mihon report unread --days 30\n--society mihon report unread --days 30 --csv unread.csv"},
    {"report", "monthly", report_monthly, Kind::shows,
     "registrations, sign-ins, mails, messages, documents, applications and postcards, day by day",
     report_monthly_options,
     "--society mihon report monthly --month 2026-10 --xlsx october.xlsx\n"
     "--society mihon report monthly --csv october.csv"},
}};

template <class Call>
constexpr bool is_changing = false;
template <class Call>
constexpr bool is_changing<Changing<Call>> = true;

constexpr bool is_what_it_says(const Command& command) {
  return std::visit(
      [&]<class Returned, class Call>(Returned (*)(const Call&)) {
        return is_changing<Call> == (command.kind == Kind::changes) &&
               std::is_same_v<Returned, Sight> == (command.kind == Kind::lists_persons);
      },
      command.action);
}
static_assert(std::ranges::all_of(table, is_what_it_says),
              "Kind::changes goes with a Changing<…> call, Kind::lists_persons with a Sight");

}  // namespace

std::span<const Command> commands() { return table; }
std::span<const Noun> nouns() { return known_nouns; }

}  // namespace portal::admin
