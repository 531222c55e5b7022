#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>

// Every bound of the portal that is not a society's setting. Sources: security.md of the specification, where not said
// otherwise.
namespace portal::limits {

using namespace std::chrono_literals;

// Requests
inline constexpr std::size_t body_bytes_max = 64 * 1024;
inline constexpr std::size_t path_bytes_max = 2048;
inline constexpr std::size_t query_bytes_max = 8 * 1024;
inline constexpr std::size_t cookie_bytes_max = 8 * 1024;
inline constexpr std::size_t fields_max = 200;
inline constexpr std::size_t field_bytes_max = 16 * 1024;
inline constexpr std::size_t own_value_bytes_max = 2048;    // of a hidden field, an argument, a cookie: a path at most
inline constexpr std::size_t answer_kept_bytes_max = 2000;  // a longer one isn't sent back in a faulty form
inline constexpr std::size_t page_bytes_max = 1024 * 1024;
inline constexpr int transaction_tries_max = 3;
inline constexpr std::chrono::seconds retry_after = 10s;  // what a page of 503 asks for; so long /readyz tells of it

// Signing in
inline constexpr auto hash_wait_max = 2s;  // a request that waited longer for an auth worker is turned away with 503
inline constexpr auto step_life = 30min;
inline constexpr auto two_step_life = 10min;         // from the password to the code (not in the specification)
inline constexpr auto two_step_setup_life = 30min;   // from the QR code to the code that proves it (likewise)
inline constexpr auto recovery_codes_shown = 10min;  // to whoever just made them (likewise)
inline constexpr int two_step_failures_max = 5;
inline constexpr std::size_t recovery_codes_count = 10;
inline constexpr auto reauthentication_life = 5min;
inline constexpr int passkeys_per_account_max = 10;
inline constexpr auto passkey_challenge_life = 5min;
inline constexpr auto passkey_offer_pause = std::chrono::hours{24 * 90};  // from one offer to the next
inline constexpr std::size_t passkey_name_characters_max = 20;            // not in the specification
inline constexpr auto session_touch_every = 1min;           // so long a worker leaves it, too, after one that failed
inline constexpr auto session_warning_max = 5min;           // before its end; half of a shorter session
inline constexpr std::size_t accounts_per_browser_max = 8;  // that know it, the latest ones
inline constexpr int devices_looked_at_max = 100;           // of an account, the latest ones
inline constexpr int sessions_per_account_max = 5;
inline constexpr auto device_life = std::chrono::hours{24 * 365};
inline constexpr auto postcard_life = std::chrono::hours{24 * 90};
inline constexpr int postcard_failures_max = 10;
inline constexpr int postcard_orders_max = 2;          // of a member within a year, without those that were stopped
inline constexpr int postcard_orders_stopped_max = 5;  // likewise: then nobody is mailed of another one
inline constexpr auto postcard_order_life = std::chrono::hours{24 * 365};
inline constexpr auto form_nonce_life = 24h;
inline constexpr auto sent_form_life = 30min;  // of what was typed into a form whose session had ended
inline constexpr std::size_t sent_form_bytes_max = 8'000;
inline constexpr int temporary_password_failures_max = 5;
inline constexpr int accounts_per_address_max = 10;  // of a reissue: one mail each (not in the specification)
inline constexpr int emails_per_account_max = 5;     // not in the specification
inline constexpr int login_id_checks_max = 20;       // an hour and member: whether another login ID is free
inline constexpr int password_forms_max = 30;        // a member: to give the password again, and to choose a new one
inline constexpr auto password_forms_window = 10min;
inline constexpr auto password_warning = std::chrono::hours{24 * 30};  // before its end (product.md §3)
inline constexpr int telephone_code_tries_max = 5;                     // wrong ones an account, by the society's staff
inline constexpr auto telephone_code_window = std::chrono::hours{1};
inline constexpr auto two_factors_warning = std::chrono::hours{24 * 60};  // before a society asks for a second factor

inline constexpr int link_guesses_max = 30;  // a client: secrets of links that nobody has
inline constexpr auto link_guesses_window = 1min;

// What people type, in characters as typed: what Field::longest says of each input
inline constexpr std::size_t password_characters_min = 8;
inline constexpr std::size_t password_characters_max = 128;
inline constexpr std::size_t nickname_characters_max = 20;
inline constexpr std::size_t login_id_characters_min = 4;
inline constexpr std::size_t login_id_characters_max = 64;
inline constexpr std::size_t email_bytes_max = 254;
inline constexpr std::size_t email_local_part_bytes_max = 64;
inline constexpr std::size_t handed_out_password_characters_max = 64;  // on postcards and in mails, which have 12
inline constexpr std::size_t code_characters_max = 64;                 // of two-step sign-in, which have 6 or 16
inline constexpr std::size_t birth_date_characters_max = 40;
inline constexpr std::size_t contact_number_characters_max = 40;  // postal codes and telephone numbers
inline constexpr std::size_t member_number_characters_max = 40;   // 記号, 番号, 枝番, which have 20
inline constexpr std::size_t kana_characters_max = 200;  // フリガナ, which has 100: half-width voiced ones count two

// Lists
inline constexpr std::size_t sign_ins_shown_max = 20;
inline constexpr auto sign_ins_shown = std::chrono::hours{24 * 90};
inline constexpr std::size_t societies_listed_max = 500;
inline constexpr std::size_t front_items_max = 50;
inline constexpr std::size_t kept_societies_max = 64;            // by a worker, with what they say to all
inline constexpr std::size_t articles_shown_max = 1'000;         // to all on one day; older ones leave the lists
inline constexpr std::size_t programmes_remembered_max = 2'000;  // of a society, of all years
inline constexpr std::size_t expense_rows_max = 5000;            // of a household and year
inline constexpr std::size_t expense_months_max = 600;           // of a society
inline constexpr std::size_t household_members_max = 100;        // 枝番 has two digits

// CSV files
inline constexpr std::size_t csv_row_bytes_max = 64 * 1024;  // quoted line breaks included
inline constexpr std::size_t csv_columns_max = 200;
inline constexpr std::size_t csv_faults_max = 1000;  // a reader stops after so many

// TOML files
inline constexpr std::size_t toml_bytes_max = 2 * 1024 * 1024;
inline constexpr std::size_t toml_key_parts_max = 16;  // a.b.c has 3
inline constexpr std::size_t toml_depth_max = 16;      // of arrays and tables between brackets

// Mails and their links
inline constexpr auto link_rest_min =
    15min;  // a link that would arrive with less of its life left is not sent any more
inline constexpr auto security_mail_life = 24h;
inline constexpr auto arrival_life = std::chrono::hours{24 * 30};       // what appeared before is no news
inline constexpr auto unsubscribe_life = std::chrono::hours{24 * 365};  // longer than arrival_life: see decision 0016
inline constexpr int arrival_receivers_per_commit = 200;
inline constexpr auto news_mail_life = std::chrono::hours{24 * 5};
inline constexpr auto test_mail_life = 15min;  // of portalctl mail test
inline constexpr std::size_t mail_text_bytes_max = 256 * 1024;
inline constexpr std::size_t mail_sealed_bytes_max = 3 * mail_text_bytes_max;  // JSON and base64url make it longer

// Files from a core system
inline constexpr std::size_t import_rows_max = 500'000;
inline constexpr std::size_t import_expense_rows_max = 1'200'000;  // some 200 bytes of memory each
inline constexpr std::size_t import_faults_max = 20'000;
inline constexpr std::size_t import_sample_members = 5;  // shown to a clerk, who looks each up elsewhere

// Inbox folders
inline constexpr std::size_t inbox_entries_max = 20'000;  // of one folder, looked at in one go
inline constexpr std::size_t inbox_name_bytes_max = 150;  // of a file; an ending such as .report.csv comes behind it
inline constexpr auto inbox_unfinished_max = 1h;          // a file called .part or .tmp that nobody writes to
inline constexpr auto inbox_wait_max = 10min;             // one run waits so long for files that are being written
inline constexpr auto inbox_file_max = 1h;                // a million lines take minutes

// Notices and topics: what a page of at most 30 KB can show (speed.md of the specification)
inline constexpr std::size_t article_file_bytes_max = 2 * 1024 * 1024;  // most of it the numbers of an audience
inline constexpr std::size_t article_body_bytes_max = 15'000;
inline constexpr std::size_t article_title_characters_max = 100;
inline constexpr std::size_t article_name_characters_max = 100;
inline constexpr std::size_t audience_numbers_max = 50'000;
inline constexpr std::size_t markdown_depth_max = 12;
inline constexpr std::size_t markdown_nodes_max = 1000;
inline constexpr std::size_t markdown_faults_max = 100;
inline constexpr std::size_t markdown_address_bytes_max = 500;
inline constexpr int articles_per_page = 20;
inline constexpr int articles_on_home_max = 3;
inline constexpr int counted_by_reading_max = 20;  // rows that are read to count them; more are counted by the database

// Documents
inline constexpr std::size_t document_bytes_max = 5 * 1024 * 1024;
inline constexpr std::size_t import_document_rows_max = 50'000;
inline constexpr std::size_t document_folder_files_max = 100'000;             // of a folder to be taken in
inline constexpr int pdf_depth_max = 50;                                      // of what lies inside one object of a PDF
inline constexpr std::size_t pdf_memory_bytes_max = 256 * 1024 * 1024;        // to look into one, beyond what is used
inline constexpr auto pdf_processor_max = 20s;                                // likewise
inline constexpr int document_views_max = 600;                                // an hour and account
inline constexpr auto withdrawn_document_kept = std::chrono::hours{24 * 30};  // its bytes (not in the specification)

// People who left
inline constexpr int erase_after_leaving_years_min = 2;             // as migration 0040 says, and why
inline constexpr auto erasure_pause = std::chrono::hours{24 * 90};  // since a file last changed their row

// Applications
inline constexpr int applications_judged_max = 1000;      // a member's, of all years: what an interval counts
inline constexpr int applications_listed_max = 100;       // on a member's page, the newest
inline constexpr int applications_of_others_max = 1'000;  // neither sent nor withdrawn, for one member
inline constexpr std::size_t import_result_rows_max = 50'000;
inline constexpr std::size_t result_message_characters_max = 500;
inline constexpr int exported_applications_max = 50'000;                  // in one file; the rest in the next
inline constexpr auto exported_lines_kept = std::chrono::hours{24 * 90};  // to be written again
inline constexpr int limit_schedules_max = 20;                            // of a society's 自己負担限度額
inline constexpr int limit_bands_max = 50;                                // of one of them
inline constexpr std::size_t limit_file_bytes_max = 256 * 1024;
inline constexpr int limit_certificate_months_max = 12;
inline constexpr std::size_t address_characters_max = 300;
inline constexpr std::size_t proxy_name_characters_max = 100;
inline constexpr std::size_t proxy_relation_characters_max = 50;
inline constexpr std::size_t proxy_reason_characters_max = 200;

// Screenings: what a page of at most 30 KB can show
inline constexpr std::size_t programmes_of_year_max = 30;  // of a society, offered at once
inline constexpr std::size_t programme_file_bytes_max = 64 * 1024;
inline constexpr std::size_t programme_text_bytes_max = 6000;  // of the description, and of the consent
inline constexpr std::size_t programme_items_max = 20;
inline constexpr std::size_t programme_item_characters_max = 50;
inline constexpr std::size_t programme_cancer_characters_max = 20;
inline constexpr std::size_t programme_venue_characters_max = 200;
inline constexpr int programme_capacity_max = 1'000'000;
inline constexpr int programme_fee_yen_max = 1'000'000;
inline constexpr int programme_interval_years_max = 10;

// 医療費通知: lines that a page carries; with them its HTML stays below 30 KB.
inline constexpr std::size_t expense_lines_a_page = 24;

// 国税庁's 医療費集計フォーム
inline constexpr std::size_t tax_form_rows_max = 995;
inline constexpr std::size_t tax_form_person_characters_max = 10;
inline constexpr std::size_t tax_form_provider_characters_max = 20;
inline constexpr std::int64_t tax_form_yen_max = 999'999'999;

// PDF files that the portal makes: a household with as many lines as may be has some 150 pages
inline constexpr int pdf_pages_max = 400;
inline constexpr std::size_t pdf_bytes_max = 8 * 1024 * 1024;
inline constexpr auto press_wait_max = 20s;

// Figures of a month: what is counted, times days
inline constexpr int report_rows_max = 2000;

// The mail worker
inline constexpr int mail_batch_max = 20;
inline constexpr auto mail_lease = 15min;
inline constexpr auto link_mail_lease = 3min;  // somebody waits for it; three heartbeats
inline constexpr int mail_workers_per_host_max = 64;
inline constexpr int mail_taken_back_max = 3;  // claims of one mail: what is left after more waits for its lease

}  // namespace portal::limits
