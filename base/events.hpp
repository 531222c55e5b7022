#pragma once
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

// Everything that the journal tells of, once: the field EVENT, and what a sysadmin is told of it, in the message
// catalogue (journalctl -x, made of this table by the package) and, where somebody should act, in the alarms table of
// docs/operating.md. An event that isn't here can't be written; one that nobody writes, or that the alarms lack, is
// found by tests/lint.
namespace portal::log {

struct EventWords {
  std::string_view name;    // never changed: alarms, filters and MESSAGE_ID go by it
  std::string_view means;   // what happened, in a sentence or two
  std::string_view remedy;  // what to run, or where to read on; empty: nothing is to be done
};

inline constexpr std::array events{
    EventWords{
        "authn_list_attack",
        "From one client, 20 login IDs failed within 10 minutes, more than 60% of those tried. It gets 429 for an "
        "hour.",
        "operating.md, \"Somebody tries passwords\"; the example for fail2ban keeps such clients away"},
    EventWords{
        "authn_login_fail",
        "A sign-in was refused: a wrong password or login ID, or one that is blocked after wrong ones. Many from one "
        "client: somebody tries.",
        ""},
    EventWords{
        "authn_spread_list_attack",
        "From many addresses, 100 pairs of address and login ID failed within 5 minutes at one society. Nobody is "
        "refused, as members sign in meanwhile.",
        "operating.md, \"Somebody tries passwords\""},
    EventWords{"conflict", "Two acts met, and the second was refused; the member was told so.", ""},
    EventWords{
        "database_away",
        "MariaDB doesn't answer, takes no writes or has no room. Pages answer 503; the worker goes on by itself.",
        "systemctl status mariadb; portalctl doctor; operating.md, \"The database takes no writes\""},
    EventWords{"database_failed",
               "MariaDB doesn't answer the mailer, takes no writes or has no room. Mails wait; it goes on by itself.",
               "systemctl status mariadb; portalctl doctor; operating.md, \"The database takes no writes\""},
    EventWords{"database_gave_up", "A page met a deadlock or a lock three times and answered 503.",
               "once, nothing; often: a long import, SHOW ENGINE INNODB STATUS"},
    EventWords{"database_works", "MariaDB answers the mailer again.", ""},
    EventWords{
        "document_lost",
        "A member asked for a document whose PDF is not in its folder, or not whole; nothing was noted as opened.",
        "portalctl doctor; restore the documents' folder from the backup"},
    EventWords{"documents_used_up", "One account has opened as many documents as it may in an hour.",
               "operating.md, \"Somebody tries passwords\""},
    EventWords{"error_page_failed", "The page of an error could not be made: a fault of ours.", "report the line"},
    EventWords{"import_refused", "A file of an inbox has faults; nothing of it was taken in.",
               "see NAME.faults.csv in the inbox's failed/, mend the file and drop it again"},
    EventWords{"import_taken_in", "A file of an inbox was taken in, or changed nothing.", ""},
    EventWords{"internal_error",
               "A fault of ours, answered 500. The request begins with the number that the member reads out.",
               "report the line"},
    EventWords{"leases_given_back", "The mailer gave back mails of which it didn't know whether it held them.", ""},
    EventWords{
        "leases_not_given_back",
        "The mailer ended while the database was away: the mails that it held are due again when their leases end.",
        ""},
    EventWords{"leases_taken_back", "A mailer that had been killed was started again and took back what it held.", ""},
    EventWords{"mail_dead", "One mail was refused for good.", "portalctl --society SLUG mail list --state dead"},
    EventWords{"mail_expired", "One mail could not be handed over before its link ended.",
               "portalctl --society SLUG mail list --state expired"},
    EventWords{
        "mail_form_society_used_up",
        "2,000 mails within an hour were asked for at one society: until the hour is over those askers get none.",
        "operating.md, \"Somebody tries passwords\""},
    EventWords{"mail_form_throttled",
               "One visitor's share of mails for 新規利用登録 or 再発行 is used up for the hour.",
               "operating.md, \"Somebody tries passwords\""},
    EventWords{"mail_lease_lost",
               "The mailer was too slow or stood still, and lost its hold of a mail: a second copy may have gone.",
               "timedatectl; is the machine short of processors or memory?"},
    EventWords{"mail_not_made",
               "A mail's content could not be opened or built. With many, the key of mails is a foreign one.",
               "portalctl doctor"},
    EventWords{"mail_outcome_unknown",
               "The mail server did not answer after it had the whole mail, which is tried again: it may arrive twice.",
               ""},
    EventWords{"mail_put_off", "The mail server put a mail off; it is tried again by itself.", ""},
    EventWords{"mail_sent", "The mail server took a mail.", ""},
    EventWords{"mail_server_takes_fewer",
               "The mail server refused one connection beside others. The mailer goes on with those, and tries all "
               "again after 5 minutes.",
               "[smtp] conversations in portal.toml, or the mail server's limit for each client"},
    EventWords{"mail_server_unusable",
               "The mail server refuses or can't be reached. No mail goes out, and none is lost.",
               "portalctl doctor; [smtp] in portal.toml; IPAddressAllow= of portal-mailer"},
    EventWords{"mail_server_works", "The mail server takes mails again.", ""},
    EventWords{"mailer_started", "The mailer is at work.", ""},
    EventWords{"mailer_stopped", "The mailer was told to stop, and did.", ""},
    EventWords{
        "mails_from_the_future",
        "The clock of the database's machine ran ahead and was put right; mails that it had put off are due now.",
        "timedatectl, on the database's machine"},
    EventWords{"mails_held_back",
               "The database was restored from a backup: no mail goes out until somebody says that it may.",
               "portalctl mail stats; portalctl mail resume; operating.md, \"Backup and restore\""},
    EventWords{"mails_resumed", "Mails of a restored database go out from now on.", ""},
    EventWords{"marker_not_set", "A page was shown without one of its texts: a fault of ours.", "report the line"},
    EventWords{
        "odd_reads",
        "The audit log has reads of staff's that somebody should ask about: very many persons, at night, protected "
        "ones, or ones of the same family name.",
        "portalctl --society SLUG audit odd; operating.md, \"What staff look at\""},
    EventWords{"outcome_unknown",
               "The connection broke at a COMMIT. The member saw 503 and may send again without harm.",
               "as for database_away"},
    EventWords{"press_failed", "A PDF could not be printed.", "portalctl config check: the press and its fonts"},
    EventWords{"press_lacks_character", "A PDF has a box in place of a character.",
               "portalctl config check: the press and its fonts"},
    EventWords{"request", "A page was asked for and answered.", ""},
    EventWords{"session_not_touched", "The database takes no writes, so that a member is there was not written down.",
               "operating.md, \"The database takes no writes\""},
    EventWords{
        "start_failed",
        "A program ended with 78: portal.toml, a key or the tables are not what it needs. It is not tried again by "
        "itself.",
        "mend what the reason says; portalctl config check, portalctl doctor; then systemctl start portal.target"},
    EventWords{"tables_of_another_release",
               "The tables are of the release before or after this program's. It runs on them; what needs the newest "
               "tables is off until they are there.",
               "portalctl schema status; operating.md, \"Upgrading and going back\""},
    EventWords{"visit_not_recorded",
               "The database takes no writes, so that a notice was opened or a link clicked was not written down.",
               "operating.md, \"The database takes no writes\""},
};

static_assert(std::ranges::is_sorted(events, {}, &EventWords::name), "by name, each once");
static_assert(std::ranges::adjacent_find(events, {}, &EventWords::name) == events.end(), "by name, each once");

// An event's MESSAGE_ID follows from its name, as a UUID of one's own making (RFC 9562, version 8).
struct MessageId {
  std::uint64_t high, low;
};
constexpr MessageId message_id_of(std::string_view name) {
  const auto fnv_1a = [name](std::uint64_t hash) {
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    return hash;
  };
  constexpr std::uint64_t begin = 0xcbf29ce484222325U, portals = 0x6b656e6b6f706f72U;  // "kenkopor"
  return {(fnv_1a(begin) & ~std::uint64_t{0xf000}) | 0x8000U,
          (fnv_1a(begin ^ portals) & ~(std::uint64_t{3} << 62)) | std::uint64_t{1} << 63};
}

void that_event_is_not_known();  // never defined: calling it stops the compiler, with its name as the reason

// One of them, by its name in the code.
class Event {
 public:
  consteval Event(const char* name) : words_(std::ranges::find(events, std::string_view(name), &EventWords::name)) {
    if (words_ == events.end()) that_event_is_not_known();
  }
  constexpr std::string_view name() const { return words_->name; }

 private:
  const EventWords* words_;
};

}  // namespace portal::log
