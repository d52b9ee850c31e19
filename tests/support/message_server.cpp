#include "support/message_server.h"

#include <fmt/format.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): kill
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "base/error.h"
#include "support/web_store.h"

namespace harmony::tests {
namespace {

namespace fs = std::filesystem;

constexpr const char* exim_program = "/usr/sbin/exim4";

std::string content_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// A root and a certificate that it signed, by OpenSSL's own program.
void make_certificates(const fs::path& home) {
    const std::string command = fmt::format(
        "cd {} && openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes "
        "-keyout ca.key -out ca.pem -days 2 -subj /CN=root 2>/dev/null && "
        "openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout tls.key "
        "-out tls.csr -subj /CN=mail 2>/dev/null && "
        "printf 'subjectAltName=IP:127.0.0.1,DNS:localhost' > san && "
        "openssl x509 -req -in tls.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 "
        "-extfile san -out tls.pem 2>/dev/null",
        home.string());
    base::promise(std::system(command.c_str()) == 0, "openssl makes certificates");
}

std::string exim_conf(const fs::path& home, int port) {
    return fmt::format(
        R"(primary_hostname = mail.example.org
spool_directory = {0}/spool
log_file_path = {0}/%slog
pid_file_path = {0}/exim.pid
local_interfaces = 127.0.0.1
daemon_smtp_ports = {1}
tls_advertise_hosts = *
tls_certificate = {0}/tls.pem
tls_privatekey = {0}/tls.key
acl_smtp_mail = check_mail
acl_smtp_rcpt = check_rcpt
keep_environment =
begin acl
check_mail:
  deny !encrypted = *
  deny !authenticated = *
  accept
check_rcpt:
  deny local_parts = nobody
       message = no such person here
  defer local_parts = busy
  accept
begin routers
all:
  driver = accept
  transport = files
begin transports
files:
  driver = appendfile
  file = {0}/taken/$message_exim_id
  message_prefix =
  message_suffix =
  user = {2}
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_advertise_condition = ${{if def:tls_in_cipher}}
  server_prompts = :
  server_condition = ${{if and{{{{eq{{$auth2}}{{office}}}}{{eq{{$auth3}}{{a password}}}}}}}}
  server_set_id = $auth2
)",
        home.string(),
        port,
        ::geteuid() == 0 ? "Debian-exim" : std::to_string(::geteuid()));
}

std::string mode_of(MessageServer::Kind kind) {
    using Kind = MessageServer::Kind;
    switch (kind) {
        case Kind::implicit: return "implicit";
        case Kind::bare: return "bare";
        case Kind::closes: return "closes";
        case Kind::greets554: return "greets554";
        case Kind::mute: return "mute";
        default: return "starttls";
    }
}

}  // namespace

bool MessageServer::installed(Kind kind) {
    return kind != Kind::exim || fs::exists(exim_program);
}

MessageServer::MessageServer(Kind kind, const std::vector<std::string>& more)
    : kind_(kind), port_(free_port()) {
    const fs::path home = home_.path();
    const std::string port = std::to_string(port_);
    const std::string servers = std::string(HARMONY_SOURCE_DIR) + "/tests/support/servers/";
    if (kind != Kind::notify) {
        make_certificates(home);
    }
    std::vector<std::string> command;
    if (kind == Kind::exim) {
        fs::create_directories(home / "taken");
        fs::create_directories(home / "spool");
        for (const fs::path& open : {home, home / "taken", home / "spool", home / "tls.key"}) {
            fs::permissions(open, fs::perms::all);  // it does not run as root
        }
        std::ofstream(home / "exim.conf") << exim_conf(home, port_);
        fs::permissions(home / "exim.conf", static_cast<fs::perms>(0644));
        command = {exim_program, "-bdf", "-C", (home / "exim.conf").string()};
    } else if (kind == Kind::notify) {
        command = {"/usr/bin/python3", servers + "notify_stand_in.py", home.string(), port};
    } else {
        command = {
            "/usr/bin/python3", servers + "mail_server.py", home.string(), port, mode_of(kind)};
    }
    command.insert(command.end(), more.begin(), more.end());
    start(command);
    base::promise(answers_on(port_), "the server of the test answers within 10 s");
}

MessageServer::~MessageServer() {
    if (pid_ > 0) {
        ::kill(-pid_, SIGTERM);
        ::kill(-pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
    }
}

std::vector<std::string> MessageServer::taken() const {
    std::vector<fs::path> files;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(home_.path() / "taken", none)) {
        files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    std::vector<std::string> mails;
    std::transform(files.begin(), files.end(), std::back_inserter(mails), content_of);
    return mails;
}

std::vector<std::string> MessageServer::lines_of(const std::string& file) const {
    std::ifstream in(home_.path() / file);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) {
        lines.push_back(line);
    }
    return lines;
}

void MessageServer::start(const std::vector<std::string>& command) {
    pid_ = ::fork();
    if (pid_ == 0) {
        ::setpgid(0, 0);
        std::vector<char*> words;
        for (const std::string& word : command) {
            words.push_back(const_cast<char*>(word.c_str()));
        }
        words.push_back(nullptr);
        const std::string log = (home_.path() / "server.log").string();
        const auto null = std::freopen(log.c_str(), "w", stderr);
        static_cast<void>(null);
        ::execv(words[0], words.data());
        ::_exit(127);
    }
    ::setpgid(pid_, pid_);
}

}  // namespace harmony::tests
