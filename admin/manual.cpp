#include "admin/manual.hpp"

#include <string>
#include <string_view>

#include <fmt/format.h>

#include "admin/commands.hpp"
#include "admin/publishing/society_settings.hpp"
#include "base/events.hpp"

namespace portal::admin {
namespace {

// As roff takes it for text: no backslash, dot or quote at a line's beginning that it would obey.
std::string roff(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    const bool begins_line = safe.empty() || safe.back() == '\n';
    if (begins_line && (c == '.' || c == '\'')) safe += "\\&";
    if (c == '-')
      safe += "\\-";
    else if (c == '\\')
      safe += "\\e";
    else
      safe += c;
  }
  return safe;
}

std::string words_of(const Option& option) {
  return option.setting != nullptr ? help_of(*option.setting) : std::string(option.help);
}

std::string usage(const Command& command) {
  std::string line = fmt::format("{}{}{}", command.noun, *command.verb == '\0' ? "" : " ", command.verb);
  for (const Option& option : command.options) {
    if (!option.is_place()) continue;
    const char* dots = option.need == Option::Need::repeated ? " ..." : "";
    line += option.need == Option::Need::optional ? fmt::format(" [{}]", option.name)
                                                  : fmt::format(" {}{}", option.name, dots);
  }
  return line;
}

void print_command(const Command& command) {
  fmt::print(".TP\n.B {}\n{}\n", roff(usage(command)), roff(command.help));
  for (const Option& option : command.options) {
    if (option.is_place()) continue;
    const std::string value = option.value == nullptr ? "" : fmt::format(" \\fI{}\\fR", roff(option.value));
    fmt::print(".RS\n.TP\n\\fB{}\\fR{}\n{}\n.RE\n", roff(option.name), value, roff(words_of(option)));
  }
}

constexpr std::string_view head = R"(.TH PORTALCTL 8 "" "kenko-portal" "System Administration"
.SH NAME
portalctl \- the health portal's one tool for those who run it
.SH SYNOPSIS
.B portalctl
[\fB\-\-config\fR \fIFILE\fR] [\fB\-\-society\fR \fISLUG\fR] \fINOUN VERB\fR ...
.SH DESCRIPTION
Standard output is data, standard error messages. What changes something says what it would do, and does it with
\fB\-\-apply\fR; lists take \fB\-\-json\fR.
Run by root it reads the keys, then goes on as portal_ctl (the tables as portal_migrate): files that it is to read or
write must be theirs. Who became root stands in the audit log.
.SH OPTIONS
.TP
\fB\-\-config\fR \fIFILE\fR
the configuration; /etc/kenko\-portal/portal.toml
.TP
\fB\-\-society\fR \fISLUG\fR
the society to work on
.TP
.B \-\-version
.SH COMMANDS
)";
constexpr std::string_view foot = R"(.SH EXIT STATUS
0; those of sysexits.h: 64 usage, 65 bad data, 66 no input, 69 database away, 70 bug, 73 can't write, 74 disk full,
75 try later, 77 no permission, 78 configuration.
.SH FILES
/etc/kenko\-portal/portal.toml, /etc/kenko\-portal/secrets, /var/lib/kenko\-portal
.SH SEE ALSO
portal.toml(5), portal\-web(8), portal\-mailer(8), /usr/share/doc/kenko\-portal/operating.md
)";

}  // namespace

void print_manual() {
  fmt::print("{}", head);
  for (const Noun& noun : nouns()) {
    fmt::print(".SS {}\n{}\n", noun.name, roff(noun.help));
    for (const Command& command : commands())
      if (std::string_view(command.noun) == noun.name) print_command(command);
  }
  fmt::print("{}", foot);
}

void print_completion() {
  std::string all_nouns;
  for (const Noun& noun : nouns()) all_nouns += fmt::format("{} ", noun.name);
  fmt::print(
      "# bash completion of portalctl, made from its table of commands\n_portalctl() {{\n"
      "  local cur=${{COMP_WORDS[COMP_CWORD]}} noun= verb= at word\n"
      "  for ((at = 1; at < COMP_CWORD; at++)); do\n    word=${{COMP_WORDS[at]}}\n    case $word in\n"
      "      --config|--society) ((at++)) ;;\n      -*) ;;\n"
      "      *) if [[ -z $noun ]]; then noun=$word; elif [[ -z $verb ]]; then verb=$word; fi ;;\n    esac\n  done\n"
      "  local words=\"--config --society --version --help {}\"\n  case \"$noun $verb\" in\n    ' ') ;;\n",
      all_nouns);
  for (const Noun& noun : nouns()) {
    std::string verbs;
    for (const Command& command : commands()) {
      if (std::string_view(command.noun) != noun.name) continue;
      verbs += fmt::format("{} ", command.verb);
      std::string words = is_list(command.kind) ? "--json " : command.kind == Kind::changes ? "--apply " : "";
      for (const Option& option : command.options)
        if (!option.is_place()) words += fmt::format("{} ", option.name);
      fmt::print("    '{} {}') words='{}--help' ;;\n", command.noun, command.verb, words);
    }
    if (verbs != " ") fmt::print("    '{} ') words='{}--help' ;;\n", noun.name, verbs);
  }
  fmt::print(
      "    *) words=--help ;;\n  esac\n  COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
      "  [[ $cur == -* || ${{#COMPREPLY[@]}} -gt 0 ]] || COMPREPLY=($(compgen -f -- \"$cur\"))\n}}\n"
      "complete -o filenames -F _portalctl portalctl\n");
}

void print_journal_catalogue() {
  fmt::print("# Made from the table of events (base/events.hpp): what journalctl -x says beside a line.\n");
  for (const log::EventWords& event : log::events) {
    const log::MessageId id = log::message_id_of(event.name);
    fmt::print(
        "\n-- {:016x}{:016x}\nSubject: 健康マイポータル: {}\nDefined-By: kenko-portal\n"
        "Documentation: file:///usr/share/doc/kenko-portal/operating.md\n\n{}\n",
        id.high, id.low, event.name, event.means);
    if (!event.remedy.empty()) fmt::print("\nWhat to do: {}.\n", event.remedy);
  }
}

}  // namespace portal::admin
