# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_ct_global_optspecs
    string join \n database-url= profile= schema= embedded o/output= color= log-format= q/quiet y/yes reason= h/help V/version
end

function __fish_ct_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_ct_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_ct_using_subcommand
    set -l cmd (__fish_ct_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c ct -n "__fish_ct_needs_command" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_needs_command" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_needs_command" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_needs_command" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_needs_command" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_needs_command" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_needs_command" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_needs_command" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_needs_command" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_needs_command" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_needs_command" -s V -l version -d 'Print version'
complete -c ct -n "__fish_ct_needs_command" -f -a "user" -d 'Users: everybody with a login'
complete -c ct -n "__fish_ct_needs_command" -f -a "organization" -d 'Organizations: whose data a user reaches'
complete -c ct -n "__fish_ct_needs_command" -f -a "location" -d 'Locations: the places of organizations'
complete -c ct -n "__fish_ct_needs_command" -f -a "provider" -d 'Providers: agencies that users are associated with'
complete -c ct -n "__fish_ct_needs_command" -f -a "workgroup" -d 'Workgroups: which functions a user reaches'
complete -c ct -n "__fish_ct_needs_command" -f -a "client" -d 'Clients: people who are served'
complete -c ct -n "__fish_ct_needs_command" -f -a "case" -d 'Case assignments: who is a client\'s case manager, from when to when'
complete -c ct -n "__fish_ct_needs_command" -f -a "task" -d 'Tasks: what is to be done, for whom, and until when'
complete -c ct -n "__fish_ct_needs_command" -f -a "paused" -d 'Paused operations: workflows that somebody has parked'
complete -c ct -n "__fish_ct_needs_command" -f -a "login" -d 'Logs in: what is done from then on is done as this user'
complete -c ct -n "__fish_ct_needs_command" -f -a "logout" -d 'Ends your session'
complete -c ct -n "__fish_ct_needs_command" -f -a "whoami" -d 'Shows who is logged in, where, and until when'
complete -c ct -n "__fish_ct_needs_command" -f -a "switch" -d 'Works in another workgroup, for another organization or at another location from now on'
complete -c ct -n "__fish_ct_needs_command" -f -a "menu" -d 'Shows what is open to whoever is logged in: the workspaces of the workgroup, with their commands'
complete -c ct -n "__fish_ct_needs_command" -f -a "search" -d 'Searches users, clients, tasks and commands; the best results first'
complete -c ct -n "__fish_ct_needs_command" -f -a "access" -d 'Access: what somebody may do, and through what'
complete -c ct -n "__fish_ct_needs_command" -f -a "apply" -d 'Does just what a saved plan says, or nothing if the database has moved on'
complete -c ct -n "__fish_ct_needs_command" -f -a "batch" -d 'Batches: what each import did, and how to undo it'
complete -c ct -n "__fish_ct_needs_command" -f -a "caseload" -d 'Caseloads: all the clients of a case manager'
complete -c ct -n "__fish_ct_needs_command" -f -a "password" -d 'Passwords: your own, new ones for users who are locked out, and security questions'
complete -c ct -n "__fish_ct_needs_command" -f -a "session" -d 'Sessions: who is logged in'
complete -c ct -n "__fish_ct_needs_command" -f -a "team" -d 'Your team: those who report to you'
complete -c ct -n "__fish_ct_needs_command" -f -a "sweep" -d 'The nightly job: scheduled ends that are due, temporary passwords, inactivity'
complete -c ct -n "__fish_ct_needs_command" -f -a "report" -d 'Reports: what somebody has to look at, also for cron'
complete -c ct -n "__fish_ct_needs_command" -f -a "history" -d 'History: every change, who made it, when and why'
complete -c ct -n "__fish_ct_needs_command" -f -a "notification" -d 'What you are told: of leavers on your team, work that came to you, resets; and mailing it'
complete -c ct -n "__fish_ct_needs_command" -f -a "preset" -d 'Presets: what is known of files that others make, for import and export'
complete -c ct -n "__fish_ct_needs_command" -f -a "setting" -d 'Settings: what an instance chooses for itself'
complete -c ct -n "__fish_ct_needs_command" -f -a "db" -d 'The database: what it is, its schema, backups, the private one on this machine'
complete -c ct -n "__fish_ct_needs_command" -f -a "completions" -d 'Prints the completions for a shell'
complete -c ct -n "__fish_ct_needs_command" -f -a "man" -d 'Prints the manual page, or writes all of them to a folder'
complete -c ct -n "__fish_ct_using_subcommand user; and not __fish_seen_subcommand_from add list show edit quick-add approve deny unlock sync deactivate reactivate delete import export" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and not __fish_seen_subcommand_from add list show edit quick-add approve deny unlock sync deactivate reactivate delete import export" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and not __fish_seen_subcommand_from add list show edit quick-add approve deny unlock sync deactivate reactivate delete import export" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and not __fish_seen_subcommand_from add list show edit quick-add approve deny unlock sync deactivate reactivate delete import export" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand user; and not __fish_seen_subcommand_from add list show edit quick-add approve deny unlock sync deactivate reactivate delete import export" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand user; and not __fish_seen_subcommand_from add list show edit quick-add approve deny unlock sync deactivate reactivate delete import export" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand user; and not __fish_seen_subcommand_from add list show edit quick-add approve deny unlock sync deactivate reactivate delete import export" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand user; and not __fish_seen_subcommand_from add list show edit quick-add approve deny unlock sync deactivate reactivate delete import export" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand user; and not __fish_seen_subcommand_from add list show edit quick-add approve deny unlock sync deactivate reactivate delete import export" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand user; and not __fish_seen_subcommand_from add list show edit quick-add approve deny unlock sync deactivate reactivate delete import export" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand user; and not __fish_seen_subcommand_from add list show edit quick-add approve deny unlock sync deactivate reactivate delete import export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand user; and not __fish_seen_subcommand_from add list show edit quick-add approve deny unlock sync deactivate reactivate delete import export" -f -a "add" -d 'Adds a user'
complete -c ct -n "__fish_ct_using_subcommand user; and not __fish_seen_subcommand_from add list show edit quick-add approve deny unlock sync deactivate reactivate delete import export" -f -a "list" -d 'Lists users; the active ones unless told otherwise'
complete -c ct -n "__fish_ct_using_subcommand user; and not __fish_seen_subcommand_from add list show edit quick-add approve deny unlock sync deactivate reactivate delete import export" -f -a "show" -d 'Shows a user with everything about it'
complete -c ct -n "__fish_ct_using_subcommand user; and not __fish_seen_subcommand_from add list show edit quick-add approve deny unlock sync deactivate reactivate delete import export" -f -a "edit" -d 'Changes a user'
complete -c ct -n "__fish_ct_using_subcommand user; and not __fish_seen_subcommand_from add list show edit quick-add approve deny unlock sync deactivate reactivate delete import export" -f -a "quick-add" -d 'Adds a user by e-mail, name, organization and workgroup; everything else is defaulted'
complete -c ct -n "__fish_ct_using_subcommand user; and not __fish_seen_subcommand_from add list show edit quick-add approve deny unlock sync deactivate reactivate delete import export" -f -a "approve" -d 'Lets users in who wait for approval'
complete -c ct -n "__fish_ct_using_subcommand user; and not __fish_seen_subcommand_from add list show edit quick-add approve deny unlock sync deactivate reactivate delete import export" -f -a "deny" -d 'Refuses users who wait for approval: they become inactive'
complete -c ct -n "__fish_ct_using_subcommand user; and not __fish_seen_subcommand_from add list show edit quick-add approve deny unlock sync deactivate reactivate delete import export" -f -a "unlock" -d 'Lets a user in again who was locked, after several wrong passwords or for inactivity'
complete -c ct -n "__fish_ct_using_subcommand user; and not __fish_seen_subcommand_from add list show edit quick-add approve deny unlock sync deactivate reactivate delete import export" -f -a "sync" -d 'Makes the users of a scope what a roster says: creates, changes, reactivates, deactivates'
complete -c ct -n "__fish_ct_using_subcommand user; and not __fish_seen_subcommand_from add list show edit quick-add approve deny unlock sync deactivate reactivate delete import export" -f -a "deactivate" -d 'Takes users out of use, now or at a time; what they have open is handed on'
complete -c ct -n "__fish_ct_using_subcommand user; and not __fish_seen_subcommand_from add list show edit quick-add approve deny unlock sync deactivate reactivate delete import export" -f -a "reactivate" -d 'Takes a deactivated user into use again, with a new temporary password'
complete -c ct -n "__fish_ct_using_subcommand user; and not __fish_seen_subcommand_from add list show edit quick-add approve deny unlock sync deactivate reactivate delete import export" -f -a "delete" -d 'Refuses: users are never deleted, but deactivated'
complete -c ct -n "__fish_ct_using_subcommand user; and not __fish_seen_subcommand_from add list show edit quick-add approve deny unlock sync deactivate reactivate delete import export" -f -a "import" -d 'Adds and changes users from a CSV file: all of it or nothing, unless told otherwise'
complete -c ct -n "__fish_ct_using_subcommand user; and not __fish_seen_subcommand_from add list show edit quick-add approve deny unlock sync deactivate reactivate delete import export" -f -a "export" -d 'Writes users as a file that can be imported again; CSV unless told otherwise'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from add" -l name -d 'Full name' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from add" -l job-title -d 'Job title' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from add" -l address -d 'Postal address' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from add" -l phone -d 'Telephone' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from add" -l provider -d 'The agency that the user is associated with: a provider\'s code' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from add" -l organization -d 'The owning organization\'s code' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from add" -l location -d 'The default location when signing in: its code' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from add" -l supervisor -d 'On whose team the user is: the supervisor\'s e-mail' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from add" -l case-manager -d 'Whether the user can be given case assignments' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from add" -l workgroups -d 'Which functions the user reaches: workgroups\' codes, separated by ; or told several times' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from add" -l organizations -d 'Organizations that the user reaches beside the owning one: their codes, separated by ; or told several times' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from add" -l tools -d 'Tool access: tool:read or tool:write, or a template (ct access templates), separated by ; or told several times' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from add" -l support -d 'Support issues: none, internal (to an administrator) or vendor' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from add" -l status -d 'active, pending (waits for approval) or inactive; a file cannot change it later' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from add" -l external-id -d 'What the user is called in another system; no two users share one' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from add" -l inactivity-exempt -d 'Whether the user is neither warned, locked nor deactivated for not logging in' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from add" -l password-file -d 'Read the password from a file that nobody else can read' -r -F
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from add" -l passwords-out -d 'Generate a password and write it to this new file, of mode 0600' -r -F
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from add" -l passwords-dir -d 'Generate a password and write it, for handing out, to a file in this new folder, of mode 0700' -r -F
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from add" -l expires -d 'Until when the password holds: 7d, 12h, 2w, a date, a time or never [default: 7d; never with --no-require-change]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from add" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from add" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from add" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from add" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from add" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from add" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from add" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from add" -l password-stdin -d 'Read the password from standard input: one line'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from add" -l password-prompt -d 'Ask for the password, twice'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from add" -l generate-password -d 'Generate a password and show it once'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from add" -l no-require-change -d 'Do not demand a new password at the next login: for training environments'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from add" -l no-password -d 'No password: the user cannot log in until one is set'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from add" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from add" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from list" -l name -d 'Whose name holds these words, however case and accents are typed' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from list" -l status -d 'Those with this status: active, inactive, and for users pending' -r -f -a "active\t''
pending\t''
inactive\t''"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from list" -l organization -d 'Those that the organization owns' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from list" -l workgroup -d 'Those with this workgroup' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from list" -l location -d 'Those with this default location' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from list" -l provider -d 'Those of this provider' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from list" -l supervisor -d 'The team of this user: e-mail or id' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from list" -l tool -d 'Those with this tool access' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from list" -l kind -d 'staff or client' -r -f -a "staff\t''
client\t''"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from list" -l last-login-before -d 'Those who have not logged in since: a date, or how long ago (90d)' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from list" -l columns -d 'The columns to show: email, name, standing, job_title, address, phone, provider, organization, location, supervisor, case_manager, workgroups, organizations, tools, support, status, external_id, inactivity_exempt, password_state, password_expires_at, last_login_at, locked, ends_at, ends_reason, inactivity_locked_at, kind, created_at, updated_at, id' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from list" -l sort -d 'The order: a column\'s name, with - before it for the contrary' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from list" -l limit -d 'At most so many' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from list" -l after -d 'Those after the one with this id, in the same order: the next page' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from list" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from list" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from list" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from list" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from list" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from list" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from list" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from list" -l all -d 'Those of every status'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from list" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from show" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from show" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from show" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from show" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from show" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from show" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from show" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from show" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from edit" -l email -d 'E-mail, which is the login name too' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from edit" -l name -d 'Full name' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from edit" -l job-title -d 'Job title' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from edit" -l address -d 'Postal address' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from edit" -l phone -d 'Telephone' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from edit" -l provider -d 'The agency that the user is associated with: a provider\'s code' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from edit" -l organization -d 'The owning organization\'s code' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from edit" -l location -d 'The default location when signing in: its code' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from edit" -l supervisor -d 'On whose team the user is: the supervisor\'s e-mail' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from edit" -l case-manager -d 'Whether the user can be given case assignments' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from edit" -l workgroups -d 'Which functions the user reaches: workgroups\' codes, separated by ; or told several times' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from edit" -l organizations -d 'Organizations that the user reaches beside the owning one: their codes, separated by ; or told several times' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from edit" -l tools -d 'Tool access: tool:read or tool:write, or a template (ct access templates), separated by ; or told several times' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from edit" -l support -d 'Support issues: none, internal (to an administrator) or vendor' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from edit" -l external-id -d 'What the user is called in another system; no two users share one' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from edit" -l inactivity-exempt -d 'Whether the user is neither warned, locked nor deactivated for not logging in' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from edit" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from edit" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from edit" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from edit" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from edit" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from edit" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from edit" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from edit" -l dry-run -d 'Show what would change, and change nothing'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from edit" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from edit" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from edit" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from edit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from quick-add" -l name -d 'Full name' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from quick-add" -l organization -d 'The owning organization\'s code' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from quick-add" -l workgroups -d 'Which functions the user reaches: workgroups\' codes, separated by ; or told several times' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from quick-add" -l password-file -d 'Read the password from a file that nobody else can read' -r -F
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from quick-add" -l passwords-out -d 'Generate a password and write it to this new file, of mode 0600' -r -F
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from quick-add" -l passwords-dir -d 'Generate a password and write it, for handing out, to a file in this new folder, of mode 0700' -r -F
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from quick-add" -l expires -d 'Until when the password holds: 7d, 12h, 2w, a date, a time or never [default: 7d; never with --no-require-change]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from quick-add" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from quick-add" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from quick-add" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from quick-add" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from quick-add" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from quick-add" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from quick-add" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from quick-add" -l password-stdin -d 'Read the password from standard input: one line'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from quick-add" -l password-prompt -d 'Ask for the password, twice'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from quick-add" -l generate-password -d 'Generate a password and show it once'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from quick-add" -l no-require-change -d 'Do not demand a new password at the next login: for training environments'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from quick-add" -l no-password -d 'No password: the user cannot log in until one is set'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from quick-add" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from quick-add" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from quick-add" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from quick-add" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from approve" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from approve" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from approve" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from approve" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from approve" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from approve" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from approve" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from approve" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from approve" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from approve" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from approve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deny" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deny" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deny" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deny" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deny" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deny" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deny" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deny" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deny" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deny" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deny" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from unlock" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from unlock" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from unlock" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from unlock" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from unlock" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from unlock" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from unlock" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from unlock" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from unlock" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from unlock" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from unlock" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l organization -d 'Staff of this owning organization; more than one may be told' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l workgroup -d 'Staff with this workgroup; of several, with one of them' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l where -d 'Staff for whom this is so: organization, provider, location or workgroup is a code, external_id is present or absent' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l max-deactivations -d 'With more than this nothing is done: a number, or a share of the active users in the scope [default: 10, or 5 % if that is more]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l transfer-to -d 'Open cases, tasks and parked operations go to this user' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l team-to -d 'Their teams go to this user; to the supervisor of each otherwise' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l preset -d 'Read the file as this preset says; ct preset list shows them' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l map -d 'Read our column from theirs' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l set -d 'Compute our column from a text with their columns in braces: name=\'{first} {last}\'; functions follow a |: email=\'{user|lower}@example.org\'' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l ignore -d 'Leave a column out' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l delimiter -d 'What separates the columns; found from the header unless told: comma, semicolon or tab' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l encoding -d 'What the file is written in, such as windows-1252; UTF-8 and UTF-16 with a byte order mark need no word' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l date-format -d 'How days are written that are not 2026-12-31: mdy 12/31/2026, dmy 31.12.2026, ymd 2026/12/31' -r -f -a "iso\t''
mdy\t''
dmy\t''
ymd\t''"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l null -d 'The word that empties a field' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l plan-out -d 'The same, and save the plan in this new file: ct apply does just that' -r -F
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l max-errors -d 'With more bad rows than this nothing is written after all' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l rejects -d 'Write the bad rows to this new file, with what is wrong and without passwords: to be corrected and imported' -r -F
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l progress -d 'How progress is told: auto (a line on a terminal), plain (a line every 5 seconds), json or none' -r -f -a "auto\t'A line on a terminal that is written over; else nothing'
plain\t'A line every five seconds, on a terminal or not'
json\t'The same as a JSON object a line'
none\t'Nothing'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l passwords-out -d 'Generate passwords for new users without one, and write them to this new file, of mode 0600' -r -F
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l passwords-dir -d 'Generate them, and write each to a file of its own, for handing out, in this new folder, of mode 0700' -r -F
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l expires -d 'Until when the password holds: 7d, 12h, 2w, a date, a time or never [default: 7d; never with --no-require-change]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l all -d 'All of the staff, of every organization'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l unassign -d 'Case assignments end; what has to be somebody\'s goes to whoever gets the team'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l leave-open -d 'Open work stays with them: ct report orphans shows it'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l ignore-other -d 'Leave out every column that is not known'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l dry-run -d 'Check everything and show what would be done, and do nothing'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l detailed-exitcode -d 'End with 10 if the plan has changes, with 0 if it has none'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l partial -d 'Take the good rows and leave out the bad ones; ends with 4 if there were any'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l raw -d 'Leave cells as they are there that a spreadsheet would run as formulas'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l no-wait -d 'End with 75 if another run is at work, instead of waiting for it'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l no-require-change -d 'Do not demand a new password at the next login: for training environments'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l update-passwords -d 'Let the column password replace passwords of users that exist'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from sync" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deactivate" -l transfer-to -d 'Open cases, tasks and parked operations go to this user' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deactivate" -l team-to -d 'Their team goes to this user; to their supervisor otherwise' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deactivate" -l at -d 'Not now but then: 2026-12-31T17:00 on the clocks of their organization; a day alone is its end' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deactivate" -l from -d 'All users of this CSV file, a row each; - is standard input' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deactivate" -l map -d 'Read our column from theirs' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deactivate" -l set -d 'Compute our column from a text with their columns in braces: name=\'{first} {last}\'; functions follow a |: email=\'{user|lower}@example.org\'' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deactivate" -l ignore -d 'Leave a column out' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deactivate" -l delimiter -d 'What separates the columns; found from the header unless told: comma, semicolon or tab' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deactivate" -l encoding -d 'What the file is written in, such as windows-1252; UTF-8 and UTF-16 with a byte order mark need no word' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deactivate" -l date-format -d 'How days are written that are not 2026-12-31: mdy 12/31/2026, dmy 31.12.2026, ymd 2026/12/31' -r -f -a "iso\t''
mdy\t''
dmy\t''
ymd\t''"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deactivate" -l null -d 'The word that empties a field' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deactivate" -l max-errors -d 'With more bad rows than this nothing is written after all' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deactivate" -l rejects -d 'Write the bad rows to this new file, with what is wrong and without passwords: to be corrected and imported' -r -F
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deactivate" -l plan-out -d 'The same, and save the plan in this new file: ct apply does just that' -r -F
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deactivate" -l progress -d 'How progress is told: auto (a line on a terminal), plain (a line every 5 seconds), json or none' -r -f -a "auto\t'A line on a terminal that is written over; else nothing'
plain\t'A line every five seconds, on a terminal or not'
json\t'The same as a JSON object a line'
none\t'Nothing'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deactivate" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deactivate" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deactivate" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deactivate" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deactivate" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deactivate" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deactivate" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deactivate" -l unassign -d 'Case assignments end; what has to be somebody\'s goes to whoever gets the team'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deactivate" -l leave-open -d 'Open work stays with them: ct report orphans shows it'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deactivate" -l cancel -d 'Cancel the scheduled end'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deactivate" -l dry-run -d 'Show what would be done, and do nothing'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deactivate" -l template -d 'Print an empty file with every column, and do nothing'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deactivate" -l ignore-other -d 'Leave out every column that is not known'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deactivate" -l partial -d 'Take the good rows and leave out the bad ones; ends with 4 if there were any'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deactivate" -l raw -d 'Leave cells as they are there that a spreadsheet would run as formulas'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deactivate" -l detailed-exitcode -d 'End with 10 if the plan has changes, with 0 if it has none'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deactivate" -l no-wait -d 'End with 75 if another run is at work, instead of waiting for it'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deactivate" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deactivate" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deactivate" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from deactivate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from reactivate" -l password-file -d 'Read the password from a file that nobody else can read' -r -F
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from reactivate" -l passwords-out -d 'Generate a password and write it to this new file, of mode 0600' -r -F
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from reactivate" -l passwords-dir -d 'Generate a password and write it, for handing out, to a file in this new folder, of mode 0700' -r -F
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from reactivate" -l expires -d 'Until when the password holds: 7d, 12h, 2w, a date, a time or never [default: 7d; never with --no-require-change]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from reactivate" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from reactivate" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from reactivate" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from reactivate" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from reactivate" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from reactivate" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from reactivate" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from reactivate" -l hide -d 'Show the password on a page of its own, which goes when a key is pressed: nothing stays on the screen'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from reactivate" -l password-stdin -d 'Read the password from standard input: one line'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from reactivate" -l password-prompt -d 'Ask for the password, twice'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from reactivate" -l generate-password -d 'Generate a password and show it once'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from reactivate" -l no-require-change -d 'Do not demand a new password at the next login: for training environments'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from reactivate" -l readable -d 'Generate one of four words and a number, for the phone; it holds for 12 hours'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from reactivate" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from reactivate" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from reactivate" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from reactivate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from delete" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from delete" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from delete" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from delete" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from delete" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from delete" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from delete" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from delete" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from delete" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from import" -l preset -d 'Read the file as this preset says; ct preset list shows them' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from import" -l map -d 'Read our column from theirs' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from import" -l set -d 'Compute our column from a text with their columns in braces: name=\'{first} {last}\'; functions follow a |: email=\'{user|lower}@example.org\'' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from import" -l ignore -d 'Leave a column out' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from import" -l delimiter -d 'What separates the columns; found from the header unless told: comma, semicolon or tab' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from import" -l encoding -d 'What the file is written in, such as windows-1252; UTF-8 and UTF-16 with a byte order mark need no word' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from import" -l date-format -d 'How days are written that are not 2026-12-31: mdy 12/31/2026, dmy 31.12.2026, ymd 2026/12/31' -r -f -a "iso\t''
mdy\t''
dmy\t''
ymd\t''"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from import" -l null -d 'The word that empties a field' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from import" -l plan-out -d 'The same, and save the plan in this new file: ct apply does just that' -r -F
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from import" -l max-errors -d 'With more bad rows than this nothing is written after all' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from import" -l rejects -d 'Write the bad rows to this new file, with what is wrong and without passwords: to be corrected and imported' -r -F
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from import" -l on-conflict -d 'What to do with users that exist already' -r -f -a "update\t''
skip\t''
fail\t''"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from import" -l progress -d 'How progress is told: auto (a line on a terminal), plain (a line every 5 seconds), json or none' -r -f -a "auto\t'A line on a terminal that is written over; else nothing'
plain\t'A line every five seconds, on a terminal or not'
json\t'The same as a JSON object a line'
none\t'Nothing'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from import" -l passwords-out -d 'Generate passwords for new users without one, and write them to this new file, of mode 0600' -r -F
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from import" -l passwords-dir -d 'Generate them, and write each to a file of its own, for handing out, in this new folder, of mode 0700' -r -F
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from import" -l expires -d 'Until when the password holds: 7d, 12h, 2w, a date, a time or never [default: 7d; never with --no-require-change]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from import" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from import" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from import" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from import" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from import" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from import" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from import" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from import" -l ignore-other -d 'Leave out every column that is not known'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from import" -l dry-run -d 'Check everything and show what would be done, and do nothing'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from import" -l detailed-exitcode -d 'End with 10 if the plan has changes, with 0 if it has none'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from import" -l partial -d 'Take the good rows and leave out the bad ones; ends with 4 if there were any'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from import" -l raw -d 'Leave cells as they are there that a spreadsheet would run as formulas'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from import" -l park -d 'If there are bad rows, park them: ct paused resume goes on with the corrected file, with the same flags'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from import" -l no-wait -d 'End with 75 if another run is at work, instead of waiting for it'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from import" -l template -d 'Print an empty file with every column, and do nothing'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from import" -l no-require-change -d 'Do not demand a new password at the next login: for training environments'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from import" -l update-passwords -d 'Let the column password replace passwords of users that exist'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from import" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from import" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from export" -l name -d 'Whose name holds these words, however case and accents are typed' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from export" -l status -d 'Those with this status: active, inactive, and for users pending' -r -f -a "active\t''
pending\t''
inactive\t''"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from export" -l organization -d 'Those that the organization owns' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from export" -l workgroup -d 'Those with this workgroup' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from export" -l location -d 'Those with this default location' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from export" -l provider -d 'Those of this provider' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from export" -l supervisor -d 'The team of this user: e-mail or id' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from export" -l tool -d 'Those with this tool access' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from export" -l kind -d 'staff or client' -r -f -a "staff\t''
client\t''"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from export" -l last-login-before -d 'Those who have not logged in since: a date, or how long ago (90d)' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from export" -l columns -d 'The columns to write; all that can be imported unless told otherwise' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from export" -l preset -d 'Write a file for another system, as this preset says; ct preset list shows them' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from export" -l set -d 'Compute a column of that file from our columns in braces: ExportID=\'2026-11\'' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from export" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from export" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from export" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from export" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from export" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from export" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from export" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from export" -l all -d 'Those of every status'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from export" -l raw -d 'Leave cells as they are that a spreadsheet would run as formulas'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from export" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from export" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand user; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand organization; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand organization; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand organization; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand organization; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand organization; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand organization; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand organization; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand organization; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "add" -d 'Adds an organization'
complete -c ct -n "__fish_ct_using_subcommand organization; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "list" -d 'Lists organizations; the active ones unless told otherwise'
complete -c ct -n "__fish_ct_using_subcommand organization; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "show" -d 'Shows an organization with everything about it'
complete -c ct -n "__fish_ct_using_subcommand organization; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "edit" -d 'Changes an organization'
complete -c ct -n "__fish_ct_using_subcommand organization; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "deactivate" -d 'Takes an organization out of use; nothing is deleted'
complete -c ct -n "__fish_ct_using_subcommand organization; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "reactivate" -d 'Takes a deactivated organization into use again'
complete -c ct -n "__fish_ct_using_subcommand organization; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "import" -d 'Adds and changes organizations from a CSV file: all of it or nothing, unless told otherwise'
complete -c ct -n "__fish_ct_using_subcommand organization; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "export" -d 'Writes organizations as a file that can be imported again; CSV unless told otherwise'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from add" -l address -d 'Postal address' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from add" -l phone -d 'Telephone' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from add" -l external-id -d 'What the organization is called in another system; no two organizations share one' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from add" -l time-zone -d 'By which clocks its people live: an IANA name such as Europe/Warsaw; UTC if it has none' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from add" -l inactivity-warn-days -d 'After how many days without a login its users are warned; 0: never; empty: as ct setting list says' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from add" -l inactivity-lock-days -d 'After how many days without a login its users are locked; 0: never; empty: as ct setting list says' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from add" -l inactivity-deactivate-days -d 'After how many days without a login its users are deactivated; 0: never; empty: as ct setting list says' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from add" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from add" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from add" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from add" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from add" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from add" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from add" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from add" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from add" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from list" -l name -d 'Whose name holds these words, however case and accents are typed' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from list" -l status -d 'Those with this status: active, inactive, and for users pending' -r -f -a "active\t''
pending\t''
inactive\t''"
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from list" -l columns -d 'The columns to show: code, name, address, phone, external_id, time_zone, inactivity_warn_days, inactivity_lock_days, inactivity_deactivate_days, status, created_at, id' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from list" -l sort -d 'The order: a column\'s name, with - before it for the contrary' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from list" -l limit -d 'At most so many' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from list" -l after -d 'Those after the one with this id, in the same order: the next page' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from list" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from list" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from list" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from list" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from list" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from list" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from list" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from list" -l all -d 'Those of every status'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from list" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from show" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from show" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from show" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from show" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from show" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from show" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from show" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from show" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from edit" -l code -d 'The short code, three characters unless the setting organization_code_length says otherwise' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from edit" -l name -d 'The full name' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from edit" -l address -d 'Postal address' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from edit" -l phone -d 'Telephone' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from edit" -l external-id -d 'What the organization is called in another system; no two organizations share one' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from edit" -l time-zone -d 'By which clocks its people live: an IANA name such as Europe/Warsaw; UTC if it has none' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from edit" -l inactivity-warn-days -d 'After how many days without a login its users are warned; 0: never; empty: as ct setting list says' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from edit" -l inactivity-lock-days -d 'After how many days without a login its users are locked; 0: never; empty: as ct setting list says' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from edit" -l inactivity-deactivate-days -d 'After how many days without a login its users are deactivated; 0: never; empty: as ct setting list says' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from edit" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from edit" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from edit" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from edit" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from edit" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from edit" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from edit" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from edit" -l dry-run -d 'Show what would change, and change nothing'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from edit" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from edit" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from edit" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from edit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from deactivate" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from deactivate" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from deactivate" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from deactivate" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from deactivate" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from deactivate" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from deactivate" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from deactivate" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from deactivate" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from deactivate" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from deactivate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from reactivate" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from reactivate" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from reactivate" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from reactivate" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from reactivate" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from reactivate" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from reactivate" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from reactivate" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from reactivate" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from reactivate" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from reactivate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from import" -l preset -d 'Read the file as this preset says; ct preset list shows them' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from import" -l map -d 'Read our column from theirs' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from import" -l set -d 'Compute our column from a text with their columns in braces: name=\'{first} {last}\'; functions follow a |: email=\'{user|lower}@example.org\'' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from import" -l ignore -d 'Leave a column out' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from import" -l delimiter -d 'What separates the columns; found from the header unless told: comma, semicolon or tab' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from import" -l encoding -d 'What the file is written in, such as windows-1252; UTF-8 and UTF-16 with a byte order mark need no word' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from import" -l date-format -d 'How days are written that are not 2026-12-31: mdy 12/31/2026, dmy 31.12.2026, ymd 2026/12/31' -r -f -a "iso\t''
mdy\t''
dmy\t''
ymd\t''"
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from import" -l null -d 'The word that empties a field' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from import" -l plan-out -d 'The same, and save the plan in this new file: ct apply does just that' -r -F
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from import" -l max-errors -d 'With more bad rows than this nothing is written after all' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from import" -l rejects -d 'Write the bad rows to this new file, with what is wrong and without passwords: to be corrected and imported' -r -F
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from import" -l on-conflict -d 'What to do with organizations that exist already' -r -f -a "update\t''
skip\t''
fail\t''"
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from import" -l progress -d 'How progress is told: auto (a line on a terminal), plain (a line every 5 seconds), json or none' -r -f -a "auto\t'A line on a terminal that is written over; else nothing'
plain\t'A line every five seconds, on a terminal or not'
json\t'The same as a JSON object a line'
none\t'Nothing'"
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from import" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from import" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from import" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from import" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from import" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from import" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from import" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from import" -l ignore-other -d 'Leave out every column that is not known'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from import" -l dry-run -d 'Check everything and show what would be done, and do nothing'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from import" -l detailed-exitcode -d 'End with 10 if the plan has changes, with 0 if it has none'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from import" -l partial -d 'Take the good rows and leave out the bad ones; ends with 4 if there were any'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from import" -l raw -d 'Leave cells as they are there that a spreadsheet would run as formulas'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from import" -l park -d 'If there are bad rows, park them: ct paused resume goes on with the corrected file, with the same flags'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from import" -l no-wait -d 'End with 75 if another run is at work, instead of waiting for it'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from import" -l template -d 'Print an empty file with every column, and do nothing'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from import" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from import" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from export" -l name -d 'Whose name holds these words, however case and accents are typed' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from export" -l status -d 'Those with this status: active, inactive, and for users pending' -r -f -a "active\t''
pending\t''
inactive\t''"
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from export" -l columns -d 'The columns to write; all that can be imported unless told otherwise' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from export" -l preset -d 'Write a file for another system, as this preset says; ct preset list shows them' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from export" -l set -d 'Compute a column of that file from our columns in braces: ExportID=\'2026-11\'' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from export" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from export" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from export" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from export" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from export" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from export" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from export" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from export" -l all -d 'Those of every status'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from export" -l raw -d 'Leave cells as they are that a spreadsheet would run as formulas'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from export" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from export" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand organization; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand location; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand location; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand location; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand location; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand location; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand location; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand location; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand location; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand location; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand location; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand location; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand location; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "add" -d 'Adds a location'
complete -c ct -n "__fish_ct_using_subcommand location; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "list" -d 'Lists locations; the active ones unless told otherwise'
complete -c ct -n "__fish_ct_using_subcommand location; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "show" -d 'Shows a location with everything about it'
complete -c ct -n "__fish_ct_using_subcommand location; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "edit" -d 'Changes a location'
complete -c ct -n "__fish_ct_using_subcommand location; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "deactivate" -d 'Takes a location out of use; nothing is deleted'
complete -c ct -n "__fish_ct_using_subcommand location; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "reactivate" -d 'Takes a deactivated location into use again'
complete -c ct -n "__fish_ct_using_subcommand location; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "import" -d 'Adds and changes locations from a CSV file: all of it or nothing, unless told otherwise'
complete -c ct -n "__fish_ct_using_subcommand location; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "export" -d 'Writes locations as a file that can be imported again; CSV unless told otherwise'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from add" -l organization -d 'Whose place it is: an organization\'s code' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from add" -l address -d 'Postal address' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from add" -l phone -d 'Telephone' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from add" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from add" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from add" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from add" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from add" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from add" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from add" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from add" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from add" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from list" -l name -d 'Whose name holds these words, however case and accents are typed' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from list" -l status -d 'Those with this status: active, inactive, and for users pending' -r -f -a "active\t''
pending\t''
inactive\t''"
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from list" -l organization -d 'Those of this organization' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from list" -l columns -d 'The columns to show: code, name, organization, address, phone, status, created_at, id' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from list" -l sort -d 'The order: a column\'s name, with - before it for the contrary' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from list" -l limit -d 'At most so many' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from list" -l after -d 'Those after the one with this id, in the same order: the next page' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from list" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from list" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from list" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from list" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from list" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from list" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from list" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from list" -l all -d 'Those of every status'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from list" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from show" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from show" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from show" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from show" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from show" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from show" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from show" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from show" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from edit" -l code -d 'The short code' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from edit" -l name -d 'The full name' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from edit" -l organization -d 'Whose place it is: an organization\'s code' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from edit" -l address -d 'Postal address' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from edit" -l phone -d 'Telephone' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from edit" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from edit" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from edit" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from edit" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from edit" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from edit" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from edit" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from edit" -l dry-run -d 'Show what would change, and change nothing'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from edit" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from edit" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from edit" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from edit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from deactivate" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from deactivate" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from deactivate" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from deactivate" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from deactivate" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from deactivate" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from deactivate" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from deactivate" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from deactivate" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from deactivate" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from deactivate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from reactivate" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from reactivate" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from reactivate" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from reactivate" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from reactivate" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from reactivate" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from reactivate" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from reactivate" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from reactivate" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from reactivate" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from reactivate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from import" -l preset -d 'Read the file as this preset says; ct preset list shows them' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from import" -l map -d 'Read our column from theirs' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from import" -l set -d 'Compute our column from a text with their columns in braces: name=\'{first} {last}\'; functions follow a |: email=\'{user|lower}@example.org\'' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from import" -l ignore -d 'Leave a column out' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from import" -l delimiter -d 'What separates the columns; found from the header unless told: comma, semicolon or tab' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from import" -l encoding -d 'What the file is written in, such as windows-1252; UTF-8 and UTF-16 with a byte order mark need no word' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from import" -l date-format -d 'How days are written that are not 2026-12-31: mdy 12/31/2026, dmy 31.12.2026, ymd 2026/12/31' -r -f -a "iso\t''
mdy\t''
dmy\t''
ymd\t''"
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from import" -l null -d 'The word that empties a field' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from import" -l plan-out -d 'The same, and save the plan in this new file: ct apply does just that' -r -F
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from import" -l max-errors -d 'With more bad rows than this nothing is written after all' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from import" -l rejects -d 'Write the bad rows to this new file, with what is wrong and without passwords: to be corrected and imported' -r -F
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from import" -l on-conflict -d 'What to do with locations that exist already' -r -f -a "update\t''
skip\t''
fail\t''"
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from import" -l progress -d 'How progress is told: auto (a line on a terminal), plain (a line every 5 seconds), json or none' -r -f -a "auto\t'A line on a terminal that is written over; else nothing'
plain\t'A line every five seconds, on a terminal or not'
json\t'The same as a JSON object a line'
none\t'Nothing'"
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from import" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from import" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from import" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from import" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from import" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from import" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from import" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from import" -l ignore-other -d 'Leave out every column that is not known'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from import" -l dry-run -d 'Check everything and show what would be done, and do nothing'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from import" -l detailed-exitcode -d 'End with 10 if the plan has changes, with 0 if it has none'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from import" -l partial -d 'Take the good rows and leave out the bad ones; ends with 4 if there were any'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from import" -l raw -d 'Leave cells as they are there that a spreadsheet would run as formulas'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from import" -l park -d 'If there are bad rows, park them: ct paused resume goes on with the corrected file, with the same flags'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from import" -l no-wait -d 'End with 75 if another run is at work, instead of waiting for it'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from import" -l template -d 'Print an empty file with every column, and do nothing'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from import" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from import" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from export" -l name -d 'Whose name holds these words, however case and accents are typed' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from export" -l status -d 'Those with this status: active, inactive, and for users pending' -r -f -a "active\t''
pending\t''
inactive\t''"
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from export" -l organization -d 'Those of this organization' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from export" -l columns -d 'The columns to write; all that can be imported unless told otherwise' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from export" -l preset -d 'Write a file for another system, as this preset says; ct preset list shows them' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from export" -l set -d 'Compute a column of that file from our columns in braces: ExportID=\'2026-11\'' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from export" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from export" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from export" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from export" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from export" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from export" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from export" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from export" -l all -d 'Those of every status'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from export" -l raw -d 'Leave cells as they are that a spreadsheet would run as formulas'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from export" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from export" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand location; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand provider; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand provider; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand provider; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand provider; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand provider; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand provider; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand provider; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand provider; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "add" -d 'Adds a provider'
complete -c ct -n "__fish_ct_using_subcommand provider; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "list" -d 'Lists providers; the active ones unless told otherwise'
complete -c ct -n "__fish_ct_using_subcommand provider; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "show" -d 'Shows a provider with everything about it'
complete -c ct -n "__fish_ct_using_subcommand provider; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "edit" -d 'Changes a provider'
complete -c ct -n "__fish_ct_using_subcommand provider; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "deactivate" -d 'Takes a provider out of use; nothing is deleted'
complete -c ct -n "__fish_ct_using_subcommand provider; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "reactivate" -d 'Takes a deactivated provider into use again'
complete -c ct -n "__fish_ct_using_subcommand provider; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "import" -d 'Adds and changes providers from a CSV file: all of it or nothing, unless told otherwise'
complete -c ct -n "__fish_ct_using_subcommand provider; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "export" -d 'Writes providers as a file that can be imported again; CSV unless told otherwise'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from add" -l address -d 'Postal address' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from add" -l phone -d 'Telephone' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from add" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from add" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from add" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from add" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from add" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from add" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from add" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from add" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from add" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from list" -l name -d 'Whose name holds these words, however case and accents are typed' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from list" -l status -d 'Those with this status: active, inactive, and for users pending' -r -f -a "active\t''
pending\t''
inactive\t''"
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from list" -l columns -d 'The columns to show: code, name, address, phone, status, created_at, id' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from list" -l sort -d 'The order: a column\'s name, with - before it for the contrary' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from list" -l limit -d 'At most so many' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from list" -l after -d 'Those after the one with this id, in the same order: the next page' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from list" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from list" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from list" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from list" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from list" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from list" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from list" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from list" -l all -d 'Those of every status'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from list" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from show" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from show" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from show" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from show" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from show" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from show" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from show" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from show" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from edit" -l code -d 'The short code' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from edit" -l name -d 'The full name' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from edit" -l address -d 'Postal address' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from edit" -l phone -d 'Telephone' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from edit" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from edit" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from edit" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from edit" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from edit" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from edit" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from edit" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from edit" -l dry-run -d 'Show what would change, and change nothing'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from edit" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from edit" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from edit" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from edit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from deactivate" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from deactivate" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from deactivate" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from deactivate" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from deactivate" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from deactivate" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from deactivate" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from deactivate" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from deactivate" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from deactivate" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from deactivate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from reactivate" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from reactivate" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from reactivate" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from reactivate" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from reactivate" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from reactivate" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from reactivate" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from reactivate" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from reactivate" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from reactivate" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from reactivate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from import" -l preset -d 'Read the file as this preset says; ct preset list shows them' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from import" -l map -d 'Read our column from theirs' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from import" -l set -d 'Compute our column from a text with their columns in braces: name=\'{first} {last}\'; functions follow a |: email=\'{user|lower}@example.org\'' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from import" -l ignore -d 'Leave a column out' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from import" -l delimiter -d 'What separates the columns; found from the header unless told: comma, semicolon or tab' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from import" -l encoding -d 'What the file is written in, such as windows-1252; UTF-8 and UTF-16 with a byte order mark need no word' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from import" -l date-format -d 'How days are written that are not 2026-12-31: mdy 12/31/2026, dmy 31.12.2026, ymd 2026/12/31' -r -f -a "iso\t''
mdy\t''
dmy\t''
ymd\t''"
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from import" -l null -d 'The word that empties a field' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from import" -l plan-out -d 'The same, and save the plan in this new file: ct apply does just that' -r -F
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from import" -l max-errors -d 'With more bad rows than this nothing is written after all' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from import" -l rejects -d 'Write the bad rows to this new file, with what is wrong and without passwords: to be corrected and imported' -r -F
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from import" -l on-conflict -d 'What to do with providers that exist already' -r -f -a "update\t''
skip\t''
fail\t''"
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from import" -l progress -d 'How progress is told: auto (a line on a terminal), plain (a line every 5 seconds), json or none' -r -f -a "auto\t'A line on a terminal that is written over; else nothing'
plain\t'A line every five seconds, on a terminal or not'
json\t'The same as a JSON object a line'
none\t'Nothing'"
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from import" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from import" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from import" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from import" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from import" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from import" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from import" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from import" -l ignore-other -d 'Leave out every column that is not known'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from import" -l dry-run -d 'Check everything and show what would be done, and do nothing'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from import" -l detailed-exitcode -d 'End with 10 if the plan has changes, with 0 if it has none'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from import" -l partial -d 'Take the good rows and leave out the bad ones; ends with 4 if there were any'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from import" -l raw -d 'Leave cells as they are there that a spreadsheet would run as formulas'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from import" -l park -d 'If there are bad rows, park them: ct paused resume goes on with the corrected file, with the same flags'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from import" -l no-wait -d 'End with 75 if another run is at work, instead of waiting for it'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from import" -l template -d 'Print an empty file with every column, and do nothing'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from import" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from import" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from export" -l name -d 'Whose name holds these words, however case and accents are typed' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from export" -l status -d 'Those with this status: active, inactive, and for users pending' -r -f -a "active\t''
pending\t''
inactive\t''"
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from export" -l columns -d 'The columns to write; all that can be imported unless told otherwise' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from export" -l preset -d 'Write a file for another system, as this preset says; ct preset list shows them' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from export" -l set -d 'Compute a column of that file from our columns in braces: ExportID=\'2026-11\'' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from export" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from export" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from export" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from export" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from export" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from export" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from export" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from export" -l all -d 'Those of every status'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from export" -l raw -d 'Leave cells as they are that a spreadsheet would run as formulas'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from export" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from export" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand provider; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand workgroup; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand workgroup; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand workgroup; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "add" -d 'Adds a workgroup'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "list" -d 'Lists workgroups; the active ones unless told otherwise'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "show" -d 'Shows a workgroup with everything about it'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "edit" -d 'Changes a workgroup'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "deactivate" -d 'Takes a workgroup out of use; nothing is deleted'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "reactivate" -d 'Takes a deactivated workgroup into use again'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "import" -d 'Adds and changes workgroups from a CSV file: all of it or nothing, unless told otherwise'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "export" -d 'Writes workgroups as a file that can be imported again; CSV unless told otherwise'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from add" -l description -d 'What it is for' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from add" -l tools -d 'The most that its members may do: tool:read or tool:write, or a template (ct access templates), separated by ; or told several times' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from add" -l workspaces -d 'What stands in their menu: workspaces\' codes, separated by ; or told several times' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from add" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from add" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from add" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from add" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from add" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from add" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from add" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from add" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from add" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from list" -l name -d 'Whose name holds these words, however case and accents are typed' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from list" -l status -d 'Those with this status: active, inactive, and for users pending' -r -f -a "active\t''
pending\t''
inactive\t''"
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from list" -l columns -d 'The columns to show: code, name, description, tools, workspaces, status, created_at, id' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from list" -l sort -d 'The order: a column\'s name, with - before it for the contrary' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from list" -l limit -d 'At most so many' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from list" -l after -d 'Those after the one with this id, in the same order: the next page' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from list" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from list" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from list" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from list" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from list" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from list" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from list" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from list" -l all -d 'Those of every status'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from list" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from show" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from show" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from show" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from show" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from show" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from show" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from show" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from show" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from edit" -l code -d 'The short name that it is given by' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from edit" -l name -d 'The full name' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from edit" -l description -d 'What it is for' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from edit" -l tools -d 'The most that its members may do: tool:read or tool:write, or a template (ct access templates), separated by ; or told several times' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from edit" -l workspaces -d 'What stands in their menu: workspaces\' codes, separated by ; or told several times' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from edit" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from edit" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from edit" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from edit" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from edit" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from edit" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from edit" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from edit" -l dry-run -d 'Show what would change, and change nothing'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from edit" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from edit" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from edit" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from edit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from deactivate" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from deactivate" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from deactivate" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from deactivate" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from deactivate" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from deactivate" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from deactivate" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from deactivate" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from deactivate" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from deactivate" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from deactivate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from reactivate" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from reactivate" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from reactivate" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from reactivate" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from reactivate" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from reactivate" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from reactivate" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from reactivate" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from reactivate" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from reactivate" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from reactivate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from import" -l preset -d 'Read the file as this preset says; ct preset list shows them' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from import" -l map -d 'Read our column from theirs' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from import" -l set -d 'Compute our column from a text with their columns in braces: name=\'{first} {last}\'; functions follow a |: email=\'{user|lower}@example.org\'' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from import" -l ignore -d 'Leave a column out' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from import" -l delimiter -d 'What separates the columns; found from the header unless told: comma, semicolon or tab' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from import" -l encoding -d 'What the file is written in, such as windows-1252; UTF-8 and UTF-16 with a byte order mark need no word' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from import" -l date-format -d 'How days are written that are not 2026-12-31: mdy 12/31/2026, dmy 31.12.2026, ymd 2026/12/31' -r -f -a "iso\t''
mdy\t''
dmy\t''
ymd\t''"
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from import" -l null -d 'The word that empties a field' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from import" -l plan-out -d 'The same, and save the plan in this new file: ct apply does just that' -r -F
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from import" -l max-errors -d 'With more bad rows than this nothing is written after all' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from import" -l rejects -d 'Write the bad rows to this new file, with what is wrong and without passwords: to be corrected and imported' -r -F
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from import" -l on-conflict -d 'What to do with workgroups that exist already' -r -f -a "update\t''
skip\t''
fail\t''"
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from import" -l progress -d 'How progress is told: auto (a line on a terminal), plain (a line every 5 seconds), json or none' -r -f -a "auto\t'A line on a terminal that is written over; else nothing'
plain\t'A line every five seconds, on a terminal or not'
json\t'The same as a JSON object a line'
none\t'Nothing'"
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from import" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from import" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from import" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from import" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from import" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from import" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from import" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from import" -l ignore-other -d 'Leave out every column that is not known'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from import" -l dry-run -d 'Check everything and show what would be done, and do nothing'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from import" -l detailed-exitcode -d 'End with 10 if the plan has changes, with 0 if it has none'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from import" -l partial -d 'Take the good rows and leave out the bad ones; ends with 4 if there were any'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from import" -l raw -d 'Leave cells as they are there that a spreadsheet would run as formulas'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from import" -l park -d 'If there are bad rows, park them: ct paused resume goes on with the corrected file, with the same flags'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from import" -l no-wait -d 'End with 75 if another run is at work, instead of waiting for it'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from import" -l template -d 'Print an empty file with every column, and do nothing'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from import" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from import" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from export" -l name -d 'Whose name holds these words, however case and accents are typed' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from export" -l status -d 'Those with this status: active, inactive, and for users pending' -r -f -a "active\t''
pending\t''
inactive\t''"
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from export" -l columns -d 'The columns to write; all that can be imported unless told otherwise' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from export" -l preset -d 'Write a file for another system, as this preset says; ct preset list shows them' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from export" -l set -d 'Compute a column of that file from our columns in braces: ExportID=\'2026-11\'' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from export" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from export" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from export" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from export" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from export" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from export" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from export" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from export" -l all -d 'Those of every status'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from export" -l raw -d 'Leave cells as they are that a spreadsheet would run as formulas'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from export" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from export" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand workgroup; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand client; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand client; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand client; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand client; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand client; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand client; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand client; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand client; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand client; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand client; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand client; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand client; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "add" -d 'Adds a client'
complete -c ct -n "__fish_ct_using_subcommand client; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "list" -d 'Lists clients; the active ones unless told otherwise'
complete -c ct -n "__fish_ct_using_subcommand client; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "show" -d 'Shows a client with everything about it'
complete -c ct -n "__fish_ct_using_subcommand client; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "edit" -d 'Changes a client'
complete -c ct -n "__fish_ct_using_subcommand client; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "deactivate" -d 'Takes a client out of use; nothing is deleted'
complete -c ct -n "__fish_ct_using_subcommand client; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "reactivate" -d 'Takes a deactivated client into use again'
complete -c ct -n "__fish_ct_using_subcommand client; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "import" -d 'Adds and changes clients from a CSV file: all of it or nothing, unless told otherwise'
complete -c ct -n "__fish_ct_using_subcommand client; and not __fish_seen_subcommand_from add list show edit deactivate reactivate import export" -f -a "export" -d 'Writes clients as a file that can be imported again; CSV unless told otherwise'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from add" -l name -d 'Full name' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from add" -l preferred-name -d 'What the client wants to be called' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from add" -l date-of-birth -d 'Date of birth: 1990-12-31' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from add" -l organization -d 'The organization that serves the client: its code' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from add" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from add" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from add" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from add" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from add" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from add" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from add" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from add" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from add" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from list" -l name -d 'Whose name holds these words, however case and accents are typed' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from list" -l status -d 'Those with this status: active, inactive, and for users pending' -r -f -a "active\t''
pending\t''
inactive\t''"
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from list" -l organization -d 'Those that the organization serves' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from list" -l case-manager -d 'Those whose case manager is this user: e-mail or id' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from list" -l born -d 'Those born on this day' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from list" -l columns -d 'The columns to show: external_id, name, preferred_name, date_of_birth, organization, case_managers, status, created_at, updated_at, id' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from list" -l sort -d 'The order: a column\'s name, with - before it for the contrary' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from list" -l limit -d 'At most so many' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from list" -l after -d 'Those after the one with this id, in the same order: the next page' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from list" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from list" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from list" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from list" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from list" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from list" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from list" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from list" -l all -d 'Those of every status'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from list" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from show" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from show" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from show" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from show" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from show" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from show" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from show" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from show" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from edit" -l external-id -d 'What other systems call the client; one by itself if there is none' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from edit" -l name -d 'Full name' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from edit" -l preferred-name -d 'What the client wants to be called' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from edit" -l date-of-birth -d 'Date of birth: 1990-12-31' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from edit" -l organization -d 'The organization that serves the client: its code' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from edit" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from edit" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from edit" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from edit" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from edit" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from edit" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from edit" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from edit" -l dry-run -d 'Show what would change, and change nothing'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from edit" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from edit" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from edit" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from edit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from deactivate" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from deactivate" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from deactivate" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from deactivate" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from deactivate" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from deactivate" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from deactivate" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from deactivate" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from deactivate" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from deactivate" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from deactivate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from reactivate" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from reactivate" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from reactivate" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from reactivate" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from reactivate" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from reactivate" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from reactivate" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from reactivate" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from reactivate" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from reactivate" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from reactivate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from import" -l preset -d 'Read the file as this preset says; ct preset list shows them' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from import" -l map -d 'Read our column from theirs' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from import" -l set -d 'Compute our column from a text with their columns in braces: name=\'{first} {last}\'; functions follow a |: email=\'{user|lower}@example.org\'' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from import" -l ignore -d 'Leave a column out' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from import" -l delimiter -d 'What separates the columns; found from the header unless told: comma, semicolon or tab' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from import" -l encoding -d 'What the file is written in, such as windows-1252; UTF-8 and UTF-16 with a byte order mark need no word' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from import" -l date-format -d 'How days are written that are not 2026-12-31: mdy 12/31/2026, dmy 31.12.2026, ymd 2026/12/31' -r -f -a "iso\t''
mdy\t''
dmy\t''
ymd\t''"
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from import" -l null -d 'The word that empties a field' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from import" -l plan-out -d 'The same, and save the plan in this new file: ct apply does just that' -r -F
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from import" -l max-errors -d 'With more bad rows than this nothing is written after all' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from import" -l rejects -d 'Write the bad rows to this new file, with what is wrong and without passwords: to be corrected and imported' -r -F
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from import" -l on-conflict -d 'What to do with clients that exist already' -r -f -a "update\t''
skip\t''
fail\t''"
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from import" -l progress -d 'How progress is told: auto (a line on a terminal), plain (a line every 5 seconds), json or none' -r -f -a "auto\t'A line on a terminal that is written over; else nothing'
plain\t'A line every five seconds, on a terminal or not'
json\t'The same as a JSON object a line'
none\t'Nothing'"
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from import" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from import" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from import" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from import" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from import" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from import" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from import" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from import" -l ignore-other -d 'Leave out every column that is not known'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from import" -l dry-run -d 'Check everything and show what would be done, and do nothing'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from import" -l detailed-exitcode -d 'End with 10 if the plan has changes, with 0 if it has none'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from import" -l partial -d 'Take the good rows and leave out the bad ones; ends with 4 if there were any'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from import" -l raw -d 'Leave cells as they are there that a spreadsheet would run as formulas'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from import" -l park -d 'If there are bad rows, park them: ct paused resume goes on with the corrected file, with the same flags'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from import" -l no-wait -d 'End with 75 if another run is at work, instead of waiting for it'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from import" -l template -d 'Print an empty file with every column, and do nothing'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from import" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from import" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from export" -l name -d 'Whose name holds these words, however case and accents are typed' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from export" -l status -d 'Those with this status: active, inactive, and for users pending' -r -f -a "active\t''
pending\t''
inactive\t''"
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from export" -l organization -d 'Those that the organization serves' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from export" -l case-manager -d 'Those whose case manager is this user: e-mail or id' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from export" -l born -d 'Those born on this day' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from export" -l columns -d 'The columns to write; all that can be imported unless told otherwise' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from export" -l preset -d 'Write a file for another system, as this preset says; ct preset list shows them' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from export" -l set -d 'Compute a column of that file from our columns in braces: ExportID=\'2026-11\'' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from export" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from export" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from export" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from export" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from export" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from export" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from export" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from export" -l all -d 'Those of every status'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from export" -l raw -d 'Leave cells as they are that a spreadsheet would run as formulas'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from export" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from export" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand client; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand case; and not __fish_seen_subcommand_from assign end reassign list show edit import export" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand case; and not __fish_seen_subcommand_from assign end reassign list show edit import export" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand case; and not __fish_seen_subcommand_from assign end reassign list show edit import export" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand case; and not __fish_seen_subcommand_from assign end reassign list show edit import export" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand case; and not __fish_seen_subcommand_from assign end reassign list show edit import export" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand case; and not __fish_seen_subcommand_from assign end reassign list show edit import export" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand case; and not __fish_seen_subcommand_from assign end reassign list show edit import export" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand case; and not __fish_seen_subcommand_from assign end reassign list show edit import export" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand case; and not __fish_seen_subcommand_from assign end reassign list show edit import export" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand case; and not __fish_seen_subcommand_from assign end reassign list show edit import export" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand case; and not __fish_seen_subcommand_from assign end reassign list show edit import export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand case; and not __fish_seen_subcommand_from assign end reassign list show edit import export" -f -a "assign" -d 'Gives a client to one or several case managers'
complete -c ct -n "__fish_ct_using_subcommand case; and not __fish_seen_subcommand_from assign end reassign list show edit import export" -f -a "end" -d 'Ends an assignment'
complete -c ct -n "__fish_ct_using_subcommand case; and not __fish_seen_subcommand_from assign end reassign list show edit import export" -f -a "reassign" -d 'Gives a client of one case manager to another'
complete -c ct -n "__fish_ct_using_subcommand case; and not __fish_seen_subcommand_from assign end reassign list show edit import export" -f -a "list" -d 'Lists case assignments: your own where you are logged in, the open ones unless told otherwise'
complete -c ct -n "__fish_ct_using_subcommand case; and not __fish_seen_subcommand_from assign end reassign list show edit import export" -f -a "show" -d 'Shows an assignment with everything about it'
complete -c ct -n "__fish_ct_using_subcommand case; and not __fish_seen_subcommand_from assign end reassign list show edit import export" -f -a "edit" -d 'Changes when an assignment ends, and why'
complete -c ct -n "__fish_ct_using_subcommand case; and not __fish_seen_subcommand_from assign end reassign list show edit import export" -f -a "import" -d 'Adds and changes case assignments from a CSV file: all of it or nothing, unless told otherwise'
complete -c ct -n "__fish_ct_using_subcommand case; and not __fish_seen_subcommand_from assign end reassign list show edit import export" -f -a "export" -d 'Writes case assignments as a file that can be imported again; CSV unless told otherwise'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from assign" -l to -d 'The case manager: e-mail or id; may be told several times' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from assign" -l begin -d 'The first day; today unless told otherwise' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from assign" -l end -d 'The last day; open unless told' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from assign" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from assign" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from assign" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from assign" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from assign" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from assign" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from assign" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from assign" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from assign" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from assign" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from assign" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from end" -l client -d 'Of this client: external id or id' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from end" -l user -d 'Of this case manager: e-mail or id' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from end" -l on -d 'The last day; today unless told otherwise' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from end" -l because -d 'Why it ends; it stands with the assignment' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from end" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from end" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from end" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from end" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from end" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from end" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from end" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from end" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from end" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from end" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from end" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from reassign" -l from -d 'Whose client it is: e-mail or id' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from reassign" -l to -d 'Whose it is to be: e-mail or id' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from reassign" -l on -d 'From which day on; today unless told otherwise' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from reassign" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from reassign" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from reassign" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from reassign" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from reassign" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from reassign" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from reassign" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from reassign" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from reassign" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from reassign" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from reassign" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from list" -l name -d 'Where the client\'s or the case manager\'s name holds these words, however case and accents are typed' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from list" -l client -d 'Of this client: external id or id' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from list" -l user -d 'Of this case manager: e-mail or id' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from list" -l organization -d 'Of clients of this organization' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from list" -l from -d 'Those that are in force on this day, or later' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from list" -l until -d 'Those that are in force on this day, or earlier' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from list" -l columns -d 'The columns to show: client, user, client_name, user_name, begin_date, end_date, end_reason, organization, status, created_at, id' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from list" -l sort -d 'The order: a column\'s name, with - before it for the contrary' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from list" -l limit -d 'At most so many' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from list" -l after -d 'Those after the one with this id, in the same order: the next page' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from list" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from list" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from list" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from list" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from list" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from list" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from list" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from list" -l inactive -d 'Those that have ended'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from list" -l all -d 'Open ones and those that have ended'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from list" -l everybody -d 'Those of everybody whom you see, where a list has your own unless told otherwise'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from list" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from show" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from show" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from show" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from show" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from show" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from show" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from show" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from show" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from edit" -l end-date -l end -d 'The last day; none while it is open' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from edit" -l end-reason -l because -d 'Why it ended' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from edit" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from edit" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from edit" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from edit" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from edit" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from edit" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from edit" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from edit" -l dry-run -d 'Show what would change, and change nothing'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from edit" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from edit" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from edit" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from edit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from import" -l preset -d 'Read the file as this preset says; ct preset list shows them' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from import" -l map -d 'Read our column from theirs' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from import" -l set -d 'Compute our column from a text with their columns in braces: name=\'{first} {last}\'; functions follow a |: email=\'{user|lower}@example.org\'' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from import" -l ignore -d 'Leave a column out' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from import" -l delimiter -d 'What separates the columns; found from the header unless told: comma, semicolon or tab' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from import" -l encoding -d 'What the file is written in, such as windows-1252; UTF-8 and UTF-16 with a byte order mark need no word' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from import" -l date-format -d 'How days are written that are not 2026-12-31: mdy 12/31/2026, dmy 31.12.2026, ymd 2026/12/31' -r -f -a "iso\t''
mdy\t''
dmy\t''
ymd\t''"
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from import" -l null -d 'The word that empties a field' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from import" -l plan-out -d 'The same, and save the plan in this new file: ct apply does just that' -r -F
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from import" -l max-errors -d 'With more bad rows than this nothing is written after all' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from import" -l rejects -d 'Write the bad rows to this new file, with what is wrong and without passwords: to be corrected and imported' -r -F
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from import" -l on-conflict -d 'What to do with case assignments that exist already' -r -f -a "update\t''
skip\t''
fail\t''"
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from import" -l progress -d 'How progress is told: auto (a line on a terminal), plain (a line every 5 seconds), json or none' -r -f -a "auto\t'A line on a terminal that is written over; else nothing'
plain\t'A line every five seconds, on a terminal or not'
json\t'The same as a JSON object a line'
none\t'Nothing'"
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from import" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from import" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from import" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from import" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from import" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from import" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from import" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from import" -l ignore-other -d 'Leave out every column that is not known'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from import" -l dry-run -d 'Check everything and show what would be done, and do nothing'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from import" -l detailed-exitcode -d 'End with 10 if the plan has changes, with 0 if it has none'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from import" -l partial -d 'Take the good rows and leave out the bad ones; ends with 4 if there were any'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from import" -l raw -d 'Leave cells as they are there that a spreadsheet would run as formulas'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from import" -l park -d 'If there are bad rows, park them: ct paused resume goes on with the corrected file, with the same flags'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from import" -l no-wait -d 'End with 75 if another run is at work, instead of waiting for it'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from import" -l template -d 'Print an empty file with every column, and do nothing'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from import" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from import" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from export" -l name -d 'Where the client\'s or the case manager\'s name holds these words, however case and accents are typed' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from export" -l client -d 'Of this client: external id or id' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from export" -l user -d 'Of this case manager: e-mail or id' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from export" -l organization -d 'Of clients of this organization' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from export" -l from -d 'Those that are in force on this day, or later' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from export" -l until -d 'Those that are in force on this day, or earlier' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from export" -l columns -d 'The columns to write; all that can be imported unless told otherwise' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from export" -l preset -d 'Write a file for another system, as this preset says; ct preset list shows them' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from export" -l set -d 'Compute a column of that file from our columns in braces: ExportID=\'2026-11\'' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from export" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from export" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from export" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from export" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from export" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from export" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from export" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from export" -l inactive -d 'Those that have ended'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from export" -l all -d 'Open ones and those that have ended'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from export" -l everybody -d 'Those of everybody whom you see, where a list has your own unless told otherwise'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from export" -l raw -d 'Leave cells as they are that a spreadsheet would run as formulas'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from export" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from export" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand case; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand task; and not __fish_seen_subcommand_from add list show edit complete reopen delete import export" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand task; and not __fish_seen_subcommand_from add list show edit complete reopen delete import export" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand task; and not __fish_seen_subcommand_from add list show edit complete reopen delete import export" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand task; and not __fish_seen_subcommand_from add list show edit complete reopen delete import export" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand task; and not __fish_seen_subcommand_from add list show edit complete reopen delete import export" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand task; and not __fish_seen_subcommand_from add list show edit complete reopen delete import export" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand task; and not __fish_seen_subcommand_from add list show edit complete reopen delete import export" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand task; and not __fish_seen_subcommand_from add list show edit complete reopen delete import export" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand task; and not __fish_seen_subcommand_from add list show edit complete reopen delete import export" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand task; and not __fish_seen_subcommand_from add list show edit complete reopen delete import export" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand task; and not __fish_seen_subcommand_from add list show edit complete reopen delete import export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand task; and not __fish_seen_subcommand_from add list show edit complete reopen delete import export" -f -a "add" -d 'Adds a task, for yourself unless told otherwise'
complete -c ct -n "__fish_ct_using_subcommand task; and not __fish_seen_subcommand_from add list show edit complete reopen delete import export" -f -a "list" -d 'Lists tasks by their due date: the open ones, and yours when you are logged in, unless told otherwise'
complete -c ct -n "__fish_ct_using_subcommand task; and not __fish_seen_subcommand_from add list show edit complete reopen delete import export" -f -a "show" -d 'Shows a task with everything about it'
complete -c ct -n "__fish_ct_using_subcommand task; and not __fish_seen_subcommand_from add list show edit complete reopen delete import export" -f -a "edit" -d 'Changes a task'
complete -c ct -n "__fish_ct_using_subcommand task; and not __fish_seen_subcommand_from add list show edit complete reopen delete import export" -f -a "complete" -d 'Says that tasks are done'
complete -c ct -n "__fish_ct_using_subcommand task; and not __fish_seen_subcommand_from add list show edit complete reopen delete import export" -f -a "reopen" -d 'Says that tasks are still to be done that were completed or cancelled'
complete -c ct -n "__fish_ct_using_subcommand task; and not __fish_seen_subcommand_from add list show edit complete reopen delete import export" -f -a "delete" -d 'Deletes tasks: they are gone, and the history alone tells what they were'
complete -c ct -n "__fish_ct_using_subcommand task; and not __fish_seen_subcommand_from add list show edit complete reopen delete import export" -f -a "import" -d 'Adds and changes tasks from a CSV file: all of it or nothing, unless told otherwise'
complete -c ct -n "__fish_ct_using_subcommand task; and not __fish_seen_subcommand_from add list show edit complete reopen delete import export" -f -a "export" -d 'Writes tasks as a file that can be imported again; CSV unless told otherwise'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from add" -l uid -d 'What files and calendars call it; it never changes, and is made by itself if there is none' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from add" -l notes -d 'What else is to be known' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from add" -l begin -d 'From which day on: 2026-12-31, today, tomorrow, friday, or how far ahead: +7d, +2w' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from add" -l due -d 'By the end of which day: 2026-12-31, today, tomorrow, friday, or how far ahead: +7d, +2w' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from add" -l status -d 'How far it is' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from add" -l for -l for-user -d 'For which user it is done: an e-mail; for yourself unless told otherwise' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from add" -l for-client -d 'For which client it is done: an external id' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from add" -l participants -d 'All who take part, each e-mail:role; roles are owner, assignee (if none is told), reviewer, observer, separated by ; or told several times' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from add" -l repeats -d 'By which rule it comes again once it is completed: weekly, \'every 2 weeks\', or one of RFC 5545' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from add" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from add" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from add" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from add" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from add" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from add" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from add" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from add" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from add" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from list" -l name -d 'Whose title holds these words, however case and accents are typed' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from list" -l status -d 'Those with this status, or all that are open' -r -f -a "open\t''
not-started\t''
in-progress\t''
waiting\t''
completed\t''
cancelled\t''"
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from list" -l due -d 'Those due until then: within 7d or 2w, by friday, by 2026-12-31' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from list" -l for -d 'Those for this user: e-mail, id, or the beginning of a name' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from list" -l for-client -d 'Those for this client: external id or id' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from list" -l by -d 'Those that this user owns or is assigned to' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from list" -l columns -d 'The columns to show: uid, title, notes, begin_date, due_date, status, for_user, for_client, participants, repeats, for, overdue, organization, created_at, updated_at, completed_at, revision, id' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from list" -l sort -d 'The order: a column\'s name, with - before it for the contrary' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from list" -l limit -d 'At most so many' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from list" -l after -d 'Those after the one with this id, in the same order: the next page' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from list" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from list" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from list" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from list" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from list" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from list" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from list" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from list" -l all -d 'Those of every status'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from list" -l overdue -d 'Open ones whose due date is past'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from list" -l everybody -d 'Everybody\'s that you see, and not only those that are for you or that you take part in'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from list" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from show" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from show" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from show" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from show" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from show" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from show" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from show" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from show" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from edit" -l title -d 'What is to be done' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from edit" -l notes -d 'What else is to be known' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from edit" -l begin -d 'From which day on: 2026-12-31, today, tomorrow, friday, or how far ahead: +7d, +2w' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from edit" -l due -d 'By the end of which day: 2026-12-31, today, tomorrow, friday, or how far ahead: +7d, +2w' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from edit" -l status -d 'How far it is' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from edit" -l for -l for-user -d 'For which user it is done: an e-mail; for yourself unless told otherwise' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from edit" -l for-client -d 'For which client it is done: an external id' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from edit" -l participants -d 'All who take part, each e-mail:role; roles are owner, assignee (if none is told), reviewer, observer, separated by ; or told several times' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from edit" -l repeats -d 'By which rule it comes again once it is completed: weekly, \'every 2 weeks\', or one of RFC 5545' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from edit" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from edit" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from edit" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from edit" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from edit" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from edit" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from edit" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from edit" -l dry-run -d 'Show what would change, and change nothing'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from edit" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from edit" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from edit" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from edit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from complete" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from complete" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from complete" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from complete" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from complete" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from complete" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from complete" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from complete" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from complete" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from complete" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from complete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from reopen" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from reopen" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from reopen" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from reopen" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from reopen" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from reopen" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from reopen" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from reopen" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from reopen" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from reopen" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from reopen" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from delete" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from delete" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from delete" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from delete" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from delete" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from delete" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from delete" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from delete" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from delete" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from import" -l preset -d 'Read the file as this preset says; ct preset list shows them' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from import" -l map -d 'Read our column from theirs' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from import" -l set -d 'Compute our column from a text with their columns in braces: name=\'{first} {last}\'; functions follow a |: email=\'{user|lower}@example.org\'' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from import" -l ignore -d 'Leave a column out' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from import" -l delimiter -d 'What separates the columns; found from the header unless told: comma, semicolon or tab' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from import" -l encoding -d 'What the file is written in, such as windows-1252; UTF-8 and UTF-16 with a byte order mark need no word' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from import" -l date-format -d 'How days are written that are not 2026-12-31: mdy 12/31/2026, dmy 31.12.2026, ymd 2026/12/31' -r -f -a "iso\t''
mdy\t''
dmy\t''
ymd\t''"
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from import" -l null -d 'The word that empties a field' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from import" -l plan-out -d 'The same, and save the plan in this new file: ct apply does just that' -r -F
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from import" -l max-errors -d 'With more bad rows than this nothing is written after all' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from import" -l rejects -d 'Write the bad rows to this new file, with what is wrong and without passwords: to be corrected and imported' -r -F
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from import" -l on-conflict -d 'What to do with tasks that exist already' -r -f -a "update\t''
skip\t''
fail\t''"
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from import" -l progress -d 'How progress is told: auto (a line on a terminal), plain (a line every 5 seconds), json or none' -r -f -a "auto\t'A line on a terminal that is written over; else nothing'
plain\t'A line every five seconds, on a terminal or not'
json\t'The same as a JSON object a line'
none\t'Nothing'"
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from import" -l time-zone -d 'Where a time of the day becomes a day: Europe/Berlin; as this machine has it unless told otherwise' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from import" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from import" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from import" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from import" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from import" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from import" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from import" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from import" -l ignore-other -d 'Leave out every column that is not known'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from import" -l dry-run -d 'Check everything and show what would be done, and do nothing'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from import" -l detailed-exitcode -d 'End with 10 if the plan has changes, with 0 if it has none'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from import" -l partial -d 'Take the good rows and leave out the bad ones; ends with 4 if there were any'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from import" -l raw -d 'Leave cells as they are there that a spreadsheet would run as formulas'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from import" -l park -d 'If there are bad rows, park them: ct paused resume goes on with the corrected file, with the same flags'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from import" -l no-wait -d 'End with 75 if another run is at work, instead of waiting for it'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from import" -l template -d 'Print an empty file with every column, and do nothing'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from import" -l ics -d 'The file comes from a calendar: take over due dates that were changed there, and what was completed; what ct task export --ics has not written is told and left alone'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from import" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from import" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from export" -l name -d 'Whose title holds these words, however case and accents are typed' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from export" -l status -d 'Those with this status, or all that are open' -r -f -a "open\t''
not-started\t''
in-progress\t''
waiting\t''
completed\t''
cancelled\t''"
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from export" -l due -d 'Those due until then: within 7d or 2w, by friday, by 2026-12-31' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from export" -l for -d 'Those for this user: e-mail, id, or the beginning of a name' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from export" -l for-client -d 'Those for this client: external id or id' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from export" -l by -d 'Those that this user owns or is assigned to' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from export" -l columns -d 'The columns to write; all that can be imported unless told otherwise' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from export" -l preset -d 'Write a file for another system, as this preset says; ct preset list shows them' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from export" -l set -d 'Compute a column of that file from our columns in braces: ExportID=\'2026-11\'' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from export" -l as -d 'As tasks, or as events of a whole day, for calendars that show no tasks' -r -f -a "todos\t''
events\t''"
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from export" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from export" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from export" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from export" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from export" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from export" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from export" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from export" -l all -d 'Those of every status'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from export" -l overdue -d 'Open ones whose due date is past'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from export" -l everybody -d 'Everybody\'s that you see, and not only those that are for you or that you take part in'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from export" -l raw -d 'Leave cells as they are that a spreadsheet would run as formulas'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from export" -l ics -d 'Write a calendar (iCalendar), with the day on which each is due'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from export" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from export" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand task; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand paused; and not __fish_seen_subcommand_from list add show edit resume cancel import export" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and not __fish_seen_subcommand_from list add show edit resume cancel import export" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and not __fish_seen_subcommand_from list add show edit resume cancel import export" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and not __fish_seen_subcommand_from list add show edit resume cancel import export" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand paused; and not __fish_seen_subcommand_from list add show edit resume cancel import export" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand paused; and not __fish_seen_subcommand_from list add show edit resume cancel import export" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand paused; and not __fish_seen_subcommand_from list add show edit resume cancel import export" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and not __fish_seen_subcommand_from list add show edit resume cancel import export" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand paused; and not __fish_seen_subcommand_from list add show edit resume cancel import export" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand paused; and not __fish_seen_subcommand_from list add show edit resume cancel import export" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand paused; and not __fish_seen_subcommand_from list add show edit resume cancel import export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand paused; and not __fish_seen_subcommand_from list add show edit resume cancel import export" -f -a "list" -d 'Lists paused operations, the oldest first: your own ones that are parked, unless told otherwise'
complete -c ct -n "__fish_ct_using_subcommand paused; and not __fish_seen_subcommand_from list add show edit resume cancel import export" -f -a "add" -d 'Parks a workflow that is not finished, for yourself if you are logged in'
complete -c ct -n "__fish_ct_using_subcommand paused; and not __fish_seen_subcommand_from list add show edit resume cancel import export" -f -a "show" -d 'Shows one with everything about it'
complete -c ct -n "__fish_ct_using_subcommand paused; and not __fish_seen_subcommand_from list add show edit resume cancel import export" -f -a "edit" -d 'Changes at which step one stands, or its notes'
complete -c ct -n "__fish_ct_using_subcommand paused; and not __fish_seen_subcommand_from list add show edit resume cancel import export" -f -a "resume" -d 'Goes on with what was parked: imports the corrected rows, or marks a workflow as resumed'
complete -c ct -n "__fish_ct_using_subcommand paused; and not __fish_seen_subcommand_from list add show edit resume cancel import export" -f -a "cancel" -d 'Gives up what was parked; nothing is deleted'
complete -c ct -n "__fish_ct_using_subcommand paused; and not __fish_seen_subcommand_from list add show edit resume cancel import export" -f -a "import" -d 'Adds and changes paused operations from a CSV file: all of it or nothing, unless told otherwise'
complete -c ct -n "__fish_ct_using_subcommand paused; and not __fish_seen_subcommand_from list add show edit resume cancel import export" -f -a "export" -d 'Writes paused operations as a file that can be imported again; CSV unless told otherwise'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from list" -l state -d 'Those in this state: parked, resumed, cancelled' -r -f -a "parked\t''
resumed\t''
cancelled\t''"
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from list" -l user -d 'Those that this user has parked: e-mail or id' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from list" -l client -d 'Those for this client: external id or id' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from list" -l organization -d 'Those that belong to this organization' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from list" -l workflow -d 'Those whose workflow holds these words' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from list" -l before -d 'Those parked before: a date, or how long ago (30d)' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from list" -l columns -d 'The columns to show: uid, workflow, user, client, client_name, step, paused_on, notes, state, organization, settled_at, created_at, id' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from list" -l sort -d 'The order: a column\'s name, with - before it for the contrary' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from list" -l limit -d 'At most so many' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from list" -l after -d 'Those after the one with this id, in the same order: the next page' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from list" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from list" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from list" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from list" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from list" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from list" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from list" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from list" -l all -d 'Those in every state'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from list" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from add" -l user -d 'Who has parked it: e-mail; whoever is logged in' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from add" -l client -d 'For which client: external id' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from add" -l step -d 'At which step it stands' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from add" -l paused-on -d 'Since which day: 2026-11-24; today' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from add" -l notes -d 'What else is to be known' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from add" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from add" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from add" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from add" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from add" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from add" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from add" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from add" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from add" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from show" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from show" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from show" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from show" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from show" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from show" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from show" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from show" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from edit" -l step -d 'At which step it stands' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from edit" -l notes -d 'What else is to be known' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from edit" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from edit" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from edit" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from edit" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from edit" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from edit" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from edit" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from edit" -l dry-run -d 'Show what would change, and change nothing'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from edit" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from edit" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from edit" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from edit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from resume" -l preset -d 'Read the file as this preset says; ct preset list shows them' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from resume" -l map -d 'Read our column from theirs' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from resume" -l set -d 'Compute our column from a text with their columns in braces: name=\'{first} {last}\'; functions follow a |: email=\'{user|lower}@example.org\'' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from resume" -l ignore -d 'Leave a column out' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from resume" -l delimiter -d 'What separates the columns; found from the header unless told: comma, semicolon or tab' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from resume" -l encoding -d 'What the file is written in, such as windows-1252; UTF-8 and UTF-16 with a byte order mark need no word' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from resume" -l date-format -d 'How days are written that are not 2026-12-31: mdy 12/31/2026, dmy 31.12.2026, ymd 2026/12/31' -r -f -a "iso\t''
mdy\t''
dmy\t''
ymd\t''"
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from resume" -l null -d 'The word that empties a field' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from resume" -l plan-out -d 'The same, and save the plan in this new file: ct apply does just that' -r -F
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from resume" -l rejects -d 'Write the bad rows to this new file, with what is wrong and without passwords: to be corrected and imported' -r -F
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from resume" -l progress -d 'How progress is told: auto (a line on a terminal), plain (a line every 5 seconds), json or none' -r -f -a "auto\t'A line on a terminal that is written over; else nothing'
plain\t'A line every five seconds, on a terminal or not'
json\t'The same as a JSON object a line'
none\t'Nothing'"
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from resume" -l passwords-out -d 'Generate passwords for new users without one, and write them to this new file, of mode 0600' -r -F
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from resume" -l passwords-dir -d 'Generate them, and write each to a file of its own, for handing out, in this new folder, of mode 0700' -r -F
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from resume" -l expires -d 'Until when the password holds: 7d, 12h, 2w, a date, a time or never [default: 7d; never with --no-require-change]' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from resume" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from resume" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from resume" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from resume" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from resume" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from resume" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from resume" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from resume" -l ignore-other -d 'Leave out every column that is not known'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from resume" -l dry-run -d 'Check everything and show what would be done, and do nothing'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from resume" -l detailed-exitcode -d 'End with 10 if the plan has changes, with 0 if it has none'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from resume" -l raw -d 'Leave cells as they are there that a spreadsheet would run as formulas'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from resume" -l no-wait -d 'End with 75 if another run is at work, instead of waiting for it'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from resume" -l no-require-change -d 'Do not demand a new password at the next login: for training environments'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from resume" -l update-passwords -d 'Let the column password replace passwords of users that exist'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from resume" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from resume" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from resume" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from resume" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from cancel" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from cancel" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from cancel" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from cancel" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from cancel" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from cancel" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from cancel" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from cancel" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from cancel" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from cancel" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from cancel" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from import" -l preset -d 'Read the file as this preset says; ct preset list shows them' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from import" -l map -d 'Read our column from theirs' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from import" -l set -d 'Compute our column from a text with their columns in braces: name=\'{first} {last}\'; functions follow a |: email=\'{user|lower}@example.org\'' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from import" -l ignore -d 'Leave a column out' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from import" -l delimiter -d 'What separates the columns; found from the header unless told: comma, semicolon or tab' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from import" -l encoding -d 'What the file is written in, such as windows-1252; UTF-8 and UTF-16 with a byte order mark need no word' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from import" -l date-format -d 'How days are written that are not 2026-12-31: mdy 12/31/2026, dmy 31.12.2026, ymd 2026/12/31' -r -f -a "iso\t''
mdy\t''
dmy\t''
ymd\t''"
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from import" -l null -d 'The word that empties a field' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from import" -l plan-out -d 'The same, and save the plan in this new file: ct apply does just that' -r -F
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from import" -l max-errors -d 'With more bad rows than this nothing is written after all' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from import" -l rejects -d 'Write the bad rows to this new file, with what is wrong and without passwords: to be corrected and imported' -r -F
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from import" -l on-conflict -d 'What to do with paused operations that exist already' -r -f -a "update\t''
skip\t''
fail\t''"
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from import" -l progress -d 'How progress is told: auto (a line on a terminal), plain (a line every 5 seconds), json or none' -r -f -a "auto\t'A line on a terminal that is written over; else nothing'
plain\t'A line every five seconds, on a terminal or not'
json\t'The same as a JSON object a line'
none\t'Nothing'"
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from import" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from import" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from import" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from import" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from import" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from import" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from import" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from import" -l ignore-other -d 'Leave out every column that is not known'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from import" -l dry-run -d 'Check everything and show what would be done, and do nothing'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from import" -l detailed-exitcode -d 'End with 10 if the plan has changes, with 0 if it has none'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from import" -l partial -d 'Take the good rows and leave out the bad ones; ends with 4 if there were any'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from import" -l raw -d 'Leave cells as they are there that a spreadsheet would run as formulas'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from import" -l park -d 'If there are bad rows, park them: ct paused resume goes on with the corrected file, with the same flags'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from import" -l no-wait -d 'End with 75 if another run is at work, instead of waiting for it'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from import" -l template -d 'Print an empty file with every column, and do nothing'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from import" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from import" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from export" -l state -d 'Those in this state: parked, resumed, cancelled' -r -f -a "parked\t''
resumed\t''
cancelled\t''"
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from export" -l user -d 'Those that this user has parked: e-mail or id' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from export" -l client -d 'Those for this client: external id or id' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from export" -l organization -d 'Those that belong to this organization' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from export" -l workflow -d 'Those whose workflow holds these words' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from export" -l before -d 'Those parked before: a date, or how long ago (30d)' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from export" -l columns -d 'The columns to write; all that can be imported unless told otherwise' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from export" -l preset -d 'Write a file for another system, as this preset says; ct preset list shows them' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from export" -l set -d 'Compute a column of that file from our columns in braces: ExportID=\'2026-11\'' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from export" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from export" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from export" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from export" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from export" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from export" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from export" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from export" -l all -d 'Those in every state'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from export" -l raw -d 'Leave cells as they are that a spreadsheet would run as formulas'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from export" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from export" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand paused; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand login" -l password-file -d 'Read the password from a file that nobody else can read' -r -F
complete -c ct -n "__fish_ct_using_subcommand login" -l workgroup -d 'The workgroup to work in: which functions are open' -r
complete -c ct -n "__fish_ct_using_subcommand login" -l organization -d 'The organization to work for: whose data is reached; the owning one unless told' -r
complete -c ct -n "__fish_ct_using_subcommand login" -l location -d 'The location, one of the organization\'s; the default one unless told' -r
complete -c ct -n "__fish_ct_using_subcommand login" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand login" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand login" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand login" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand login" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand login" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand login" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand login" -l password-stdin -d 'Read the password from standard input: one line'
complete -c ct -n "__fish_ct_using_subcommand login" -l this-terminal -d 'For this terminal only: in others nobody is logged in, and the session ends when it is closed'
complete -c ct -n "__fish_ct_using_subcommand login" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand login" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand login" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand login" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand logout" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand logout" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand logout" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand logout" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand logout" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand logout" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand logout" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand logout" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand logout" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand logout" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand logout" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand whoami" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand whoami" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand whoami" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand whoami" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand whoami" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand whoami" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand whoami" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand whoami" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand whoami" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand whoami" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand whoami" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand switch" -l workgroup -d 'The workgroup to work in: which functions are open' -r
complete -c ct -n "__fish_ct_using_subcommand switch" -l organization -d 'The organization to work for: whose data is reached; the owning one unless told' -r
complete -c ct -n "__fish_ct_using_subcommand switch" -l location -d 'The location, one of the organization\'s; the default one unless told' -r
complete -c ct -n "__fish_ct_using_subcommand switch" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand switch" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand switch" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand switch" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand switch" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand switch" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand switch" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand switch" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand switch" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand switch" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand switch" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand menu" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand menu" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand menu" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand menu" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand menu" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand menu" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand menu" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand menu" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand menu" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand menu" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand menu" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand search" -l kind -d 'Only these: user, client, task, command' -r -f -a "user\t''
client\t''
task\t''
command\t''"
complete -c ct -n "__fish_ct_using_subcommand search" -l limit -d 'At most so many' -r
complete -c ct -n "__fish_ct_using_subcommand search" -l columns -d 'The columns to show' -r -f -a "kind\t''
id\t''
key\t''
name\t''
organization\t''
status\t''
match\t''
command\t''"
complete -c ct -n "__fish_ct_using_subcommand search" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand search" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand search" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand search" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand search" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand search" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand search" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand search" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand search" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand search" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand search" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand access; and not __fish_seen_subcommand_from show check templates organization" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand access; and not __fish_seen_subcommand_from show check templates organization" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand access; and not __fish_seen_subcommand_from show check templates organization" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand access; and not __fish_seen_subcommand_from show check templates organization" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand access; and not __fish_seen_subcommand_from show check templates organization" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand access; and not __fish_seen_subcommand_from show check templates organization" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand access; and not __fish_seen_subcommand_from show check templates organization" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand access; and not __fish_seen_subcommand_from show check templates organization" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand access; and not __fish_seen_subcommand_from show check templates organization" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand access; and not __fish_seen_subcommand_from show check templates organization" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand access; and not __fish_seen_subcommand_from show check templates organization" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand access; and not __fish_seen_subcommand_from show check templates organization" -f -a "show" -d 'Shows what somebody may do, and through what'
complete -c ct -n "__fish_ct_using_subcommand access; and not __fish_seen_subcommand_from show check templates organization" -f -a "check" -d 'Whether somebody may do something: status 0 if they may, 1 if not, with a line that says why'
complete -c ct -n "__fish_ct_using_subcommand access; and not __fish_seen_subcommand_from show check templates organization" -f -a "templates" -d 'Lists tool access that is often granted together'
complete -c ct -n "__fish_ct_using_subcommand access; and not __fish_seen_subcommand_from show check templates organization" -f -a "organization" -d 'Sets how far somebody\'s access to an organization goes'
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from show" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from show" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from show" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from show" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from show" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from show" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from show" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from show" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from check" -l workgroup -d 'In this workgroup; in any of theirs unless told' -r
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from check" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from check" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from check" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from check" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from check" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from check" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from check" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from check" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from check" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from check" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from templates" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from templates" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from templates" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from templates" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from templates" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from templates" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from templates" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from templates" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from templates" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from templates" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from templates" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from organization" -l active -d 'Whether its data is reached at all' -r -f -a "yes\t''
no\t''"
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from organization" -l login -d 'Whether it can be chosen at login' -r -f -a "yes\t''
no\t''"
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from organization" -l editable -d 'Whether its data, and its users, can be changed' -r -f -a "yes\t''
no\t''"
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from organization" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from organization" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from organization" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from organization" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from organization" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from organization" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from organization" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from organization" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from organization" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from organization" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand access; and __fish_seen_subcommand_from organization" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand apply" -l progress -d 'How progress is told: auto (a line on a terminal), plain (a line every 5 seconds), json or none' -r -f -a "auto\t'A line on a terminal that is written over; else nothing'
plain\t'A line every five seconds, on a terminal or not'
json\t'The same as a JSON object a line'
none\t'Nothing'"
complete -c ct -n "__fish_ct_using_subcommand apply" -l passwords-out -d 'Generate passwords for new users without one, and write them to this new file, of mode 0600' -r -F
complete -c ct -n "__fish_ct_using_subcommand apply" -l passwords-dir -d 'Generate them, and write each to a file of its own, for handing out, in this new folder, of mode 0700' -r -F
complete -c ct -n "__fish_ct_using_subcommand apply" -l expires -d 'Until when the password holds: 7d, 12h, 2w, a date, a time or never [default: 7d; never with --no-require-change]' -r
complete -c ct -n "__fish_ct_using_subcommand apply" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand apply" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand apply" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand apply" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand apply" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand apply" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand apply" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand apply" -l dry-run -d 'Show it, see whether it still holds, and do nothing'
complete -c ct -n "__fish_ct_using_subcommand apply" -l no-wait -d 'End with 75 if another run is at work, instead of waiting for it'
complete -c ct -n "__fish_ct_using_subcommand apply" -l no-require-change -d 'Do not demand a new password at the next login: for training environments'
complete -c ct -n "__fish_ct_using_subcommand apply" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand apply" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand apply" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand apply" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand batch; and not __fish_seen_subcommand_from list show undo" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand batch; and not __fish_seen_subcommand_from list show undo" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand batch; and not __fish_seen_subcommand_from list show undo" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand batch; and not __fish_seen_subcommand_from list show undo" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand batch; and not __fish_seen_subcommand_from list show undo" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand batch; and not __fish_seen_subcommand_from list show undo" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand batch; and not __fish_seen_subcommand_from list show undo" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand batch; and not __fish_seen_subcommand_from list show undo" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand batch; and not __fish_seen_subcommand_from list show undo" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand batch; and not __fish_seen_subcommand_from list show undo" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand batch; and not __fish_seen_subcommand_from list show undo" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand batch; and not __fish_seen_subcommand_from list show undo" -f -a "list" -d 'Lists batches, the latest first, and says which runs are under way or were cut off'
complete -c ct -n "__fish_ct_using_subcommand batch; and not __fish_seen_subcommand_from list show undo" -f -a "show" -d 'Shows a batch: who, when, which file, what it came to'
complete -c ct -n "__fish_ct_using_subcommand batch; and not __fish_seen_subcommand_from list show undo" -f -a "undo" -d 'Undoes a batch: takes what it created out of use, and puts back what it changed'
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from list" -l noun -d 'Of this kind of thing' -r -f -a "user\t''
organization\t''
location\t''
provider\t''
workgroup\t''
client\t''
case\t''
task\t''
paused\t''
leaver\t''"
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from list" -l columns -d 'The columns to show' -r -f -a "id\t''
at\t''
actor\t''
source\t''
state\t''
created\t''
changed\t''
unchanged\t''
rejected\t''
command\t''
passwords\t''
undoes\t''
undone_by\t''
undone\t''
kept\t''
failed\t''
reason\t''
sha256\t''"
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from list" -l limit -d 'At most so many' -r
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from list" -l after -d 'Those after the one with this id, in the same order: the next page' -r
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from list" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from list" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from list" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from list" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from list" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from list" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from list" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from list" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from show" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from show" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from show" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from show" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from show" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from show" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from show" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from show" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from undo" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from undo" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from undo" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from undo" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from undo" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from undo" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from undo" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from undo" -l dry-run -d 'Show what would be done, and do nothing'
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from undo" -l no-wait -d 'End with 75 if another run is at work, instead of waiting for it'
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from undo" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from undo" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from undo" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand batch; and __fish_seen_subcommand_from undo" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand caseload; and not __fish_seen_subcommand_from show transfer" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand caseload; and not __fish_seen_subcommand_from show transfer" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand caseload; and not __fish_seen_subcommand_from show transfer" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand caseload; and not __fish_seen_subcommand_from show transfer" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand caseload; and not __fish_seen_subcommand_from show transfer" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand caseload; and not __fish_seen_subcommand_from show transfer" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand caseload; and not __fish_seen_subcommand_from show transfer" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand caseload; and not __fish_seen_subcommand_from show transfer" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand caseload; and not __fish_seen_subcommand_from show transfer" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand caseload; and not __fish_seen_subcommand_from show transfer" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand caseload; and not __fish_seen_subcommand_from show transfer" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand caseload; and not __fish_seen_subcommand_from show transfer" -f -a "show" -d 'Shows how many open assignments somebody has, and which'
complete -c ct -n "__fish_ct_using_subcommand caseload; and not __fish_seen_subcommand_from show transfer" -f -a "transfer" -d 'Gives the open assignments of one user to others, all or none'
complete -c ct -n "__fish_ct_using_subcommand caseload; and __fish_seen_subcommand_from show" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand caseload; and __fish_seen_subcommand_from show" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand caseload; and __fish_seen_subcommand_from show" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand caseload; and __fish_seen_subcommand_from show" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand caseload; and __fish_seen_subcommand_from show" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand caseload; and __fish_seen_subcommand_from show" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand caseload; and __fish_seen_subcommand_from show" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand caseload; and __fish_seen_subcommand_from show" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand caseload; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand caseload; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand caseload; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand caseload; and __fish_seen_subcommand_from transfer" -l to -d 'Who gets them: e-mail or id; told several times, they share' -r
complete -c ct -n "__fish_ct_using_subcommand caseload; and __fish_seen_subcommand_from transfer" -l by -d 'round-robin (in turn, unless told otherwise), least-loaded (always to who has the fewest), or a file with the columns client,user, which says who gets whom' -r
complete -c ct -n "__fish_ct_using_subcommand caseload; and __fish_seen_subcommand_from transfer" -l organization -d 'Only those of this organization\'s clients' -r
complete -c ct -n "__fish_ct_using_subcommand caseload; and __fish_seen_subcommand_from transfer" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand caseload; and __fish_seen_subcommand_from transfer" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand caseload; and __fish_seen_subcommand_from transfer" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand caseload; and __fish_seen_subcommand_from transfer" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand caseload; and __fish_seen_subcommand_from transfer" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand caseload; and __fish_seen_subcommand_from transfer" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand caseload; and __fish_seen_subcommand_from transfer" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand caseload; and __fish_seen_subcommand_from transfer" -l dry-run -d 'Show who would get whom, and change nothing'
complete -c ct -n "__fish_ct_using_subcommand caseload; and __fish_seen_subcommand_from transfer" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand caseload; and __fish_seen_subcommand_from transfer" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand caseload; and __fish_seen_subcommand_from transfer" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand caseload; and __fish_seen_subcommand_from transfer" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand password; and not __fish_seen_subcommand_from change question recover reset" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand password; and not __fish_seen_subcommand_from change question recover reset" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand password; and not __fish_seen_subcommand_from change question recover reset" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand password; and not __fish_seen_subcommand_from change question recover reset" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand password; and not __fish_seen_subcommand_from change question recover reset" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand password; and not __fish_seen_subcommand_from change question recover reset" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand password; and not __fish_seen_subcommand_from change question recover reset" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand password; and not __fish_seen_subcommand_from change question recover reset" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand password; and not __fish_seen_subcommand_from change question recover reset" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand password; and not __fish_seen_subcommand_from change question recover reset" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand password; and not __fish_seen_subcommand_from change question recover reset" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand password; and not __fish_seen_subcommand_from change question recover reset" -f -a "change" -d 'Gives oneself a new password; all other sessions of oneself end'
complete -c ct -n "__fish_ct_using_subcommand password; and not __fish_seen_subcommand_from change question recover reset" -f -a "question" -d 'Sets a security question, whose answer lets one set a new password'
complete -c ct -n "__fish_ct_using_subcommand password; and not __fish_seen_subcommand_from change question recover reset" -f -a "recover" -d 'Gives oneself a new password by the answer to the security question'
complete -c ct -n "__fish_ct_using_subcommand password; and not __fish_seen_subcommand_from change question recover reset" -f -a "reset" -d 'Gives a user a new temporary password, or all users of a file'
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from change" -l old-file -d 'Read the present password from a file that nobody else can read' -r -F
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from change" -l new-file -d 'Read the new one from such a file' -r -F
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from change" -l question -d 'The security question: one of the list, by its number or its text; any other word shows the list' -r
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from change" -l answer-file -d 'Read the answer from a file that nobody else can read' -r -F
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from change" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from change" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from change" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from change" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from change" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from change" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from change" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from change" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from change" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from change" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from change" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from question" -l old-file -d 'Read your present password from a file that nobody else can read' -r -F
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from question" -l question -d 'The security question: one of the list, by its number or its text; any other word shows the list' -r
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from question" -l answer-file -d 'Read the answer from a file that nobody else can read' -r -F
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from question" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from question" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from question" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from question" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from question" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from question" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from question" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from question" -l clear -d 'Take the user\'s question away, so that the user chooses a new one'
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from question" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from question" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from question" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from question" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from recover" -l answer-file -d 'Read the answer from a file that nobody else can read' -r -F
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from recover" -l new-file -d 'Read the new password from such a file' -r -F
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from recover" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from recover" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from recover" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from recover" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from recover" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from recover" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from recover" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from recover" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from recover" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from recover" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from recover" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from reset" -l from -d 'Of all users of this CSV file: the columns email and, if you like, password; - is standard input' -r
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from reset" -l progress -d 'How progress is told: auto (a line on a terminal), plain (a line every 5 seconds), json or none' -r -f -a "auto\t'A line on a terminal that is written over; else nothing'
plain\t'A line every five seconds, on a terminal or not'
json\t'The same as a JSON object a line'
none\t'Nothing'"
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from reset" -l password-file -d 'Read the password from a file that nobody else can read' -r -F
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from reset" -l passwords-out -d 'Generate a password and write it to this new file, of mode 0600' -r -F
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from reset" -l passwords-dir -d 'Generate a password and write it, for handing out, to a file in this new folder, of mode 0700' -r -F
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from reset" -l expires -d 'Until when the password holds: 7d, 12h, 2w, a date, a time or never [default: 7d; never with --no-require-change]' -r
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from reset" -l map -d 'Read our column from theirs' -r
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from reset" -l set -d 'Compute our column from a text with their columns in braces: name=\'{first} {last}\'; functions follow a |: email=\'{user|lower}@example.org\'' -r
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from reset" -l ignore -d 'Leave a column out' -r
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from reset" -l delimiter -d 'What separates the columns; found from the header unless told: comma, semicolon or tab' -r
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from reset" -l encoding -d 'What the file is written in, such as windows-1252; UTF-8 and UTF-16 with a byte order mark need no word' -r
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from reset" -l date-format -d 'How days are written that are not 2026-12-31: mdy 12/31/2026, dmy 31.12.2026, ymd 2026/12/31' -r -f -a "iso\t''
mdy\t''
dmy\t''
ymd\t''"
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from reset" -l null -d 'The word that empties a field' -r
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from reset" -l max-errors -d 'With more bad rows than this nothing is written after all' -r
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from reset" -l rejects -d 'Write the bad rows to this new file, with what is wrong and without passwords: to be corrected and imported' -r -F
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from reset" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from reset" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from reset" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from reset" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from reset" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from reset" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from reset" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from reset" -l hide -d 'Show the password on a page of its own, which goes when a key is pressed: nothing stays on the screen'
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from reset" -l no-wait -d 'End with 75 if another run is at work, instead of waiting for it'
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from reset" -l password-stdin -d 'Read the password from standard input: one line'
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from reset" -l password-prompt -d 'Ask for the password, twice'
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from reset" -l generate-password -d 'Generate a password and show it once'
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from reset" -l no-require-change -d 'Do not demand a new password at the next login: for training environments'
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from reset" -l readable -d 'Generate one of four words and a number, for the phone; it holds for 12 hours'
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from reset" -l ignore-other -d 'Leave out every column that is not known'
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from reset" -l partial -d 'Take the good rows and leave out the bad ones; ends with 4 if there were any'
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from reset" -l raw -d 'Leave cells as they are there that a spreadsheet would run as formulas'
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from reset" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from reset" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from reset" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand password; and __fish_seen_subcommand_from reset" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand session; and not __fish_seen_subcommand_from list revoke" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand session; and not __fish_seen_subcommand_from list revoke" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand session; and not __fish_seen_subcommand_from list revoke" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand session; and not __fish_seen_subcommand_from list revoke" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand session; and not __fish_seen_subcommand_from list revoke" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand session; and not __fish_seen_subcommand_from list revoke" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand session; and not __fish_seen_subcommand_from list revoke" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand session; and not __fish_seen_subcommand_from list revoke" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand session; and not __fish_seen_subcommand_from list revoke" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand session; and not __fish_seen_subcommand_from list revoke" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand session; and not __fish_seen_subcommand_from list revoke" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand session; and not __fish_seen_subcommand_from list revoke" -f -a "list" -d 'Lists sessions, the latest first; the open ones unless told otherwise'
complete -c ct -n "__fish_ct_using_subcommand session; and not __fish_seen_subcommand_from list revoke" -f -a "revoke" -d 'Ends sessions at once'
complete -c ct -n "__fish_ct_using_subcommand session; and __fish_seen_subcommand_from list" -l user -d 'Of this user: e-mail, id, or the beginning of a name' -r
complete -c ct -n "__fish_ct_using_subcommand session; and __fish_seen_subcommand_from list" -l columns -d 'The columns to show' -r -f -a "id\t''
email\t''
name\t''
state\t''
started_at\t''
ends_at\t''
client\t''
workgroup\t''
organization\t''
location\t''
seen_at\t''
end_reason\t''"
complete -c ct -n "__fish_ct_using_subcommand session; and __fish_seen_subcommand_from list" -l limit -d 'At most so many' -r
complete -c ct -n "__fish_ct_using_subcommand session; and __fish_seen_subcommand_from list" -l after -d 'Those after the one with this id, in the same order: the next page' -r
complete -c ct -n "__fish_ct_using_subcommand session; and __fish_seen_subcommand_from list" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand session; and __fish_seen_subcommand_from list" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand session; and __fish_seen_subcommand_from list" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand session; and __fish_seen_subcommand_from list" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand session; and __fish_seen_subcommand_from list" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand session; and __fish_seen_subcommand_from list" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand session; and __fish_seen_subcommand_from list" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand session; and __fish_seen_subcommand_from list" -l all -d 'Those that have ended, too'
complete -c ct -n "__fish_ct_using_subcommand session; and __fish_seen_subcommand_from list" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand session; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand session; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand session; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand session; and __fish_seen_subcommand_from revoke" -l user -d 'All sessions of this user' -r
complete -c ct -n "__fish_ct_using_subcommand session; and __fish_seen_subcommand_from revoke" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand session; and __fish_seen_subcommand_from revoke" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand session; and __fish_seen_subcommand_from revoke" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand session; and __fish_seen_subcommand_from revoke" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand session; and __fish_seen_subcommand_from revoke" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand session; and __fish_seen_subcommand_from revoke" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand session; and __fish_seen_subcommand_from revoke" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand session; and __fish_seen_subcommand_from revoke" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand session; and __fish_seen_subcommand_from revoke" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand session; and __fish_seen_subcommand_from revoke" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand session; and __fish_seen_subcommand_from revoke" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand team; and not __fish_seen_subcommand_from list cases show paused tasks edit unlock reset-password" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand team; and not __fish_seen_subcommand_from list cases show paused tasks edit unlock reset-password" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand team; and not __fish_seen_subcommand_from list cases show paused tasks edit unlock reset-password" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand team; and not __fish_seen_subcommand_from list cases show paused tasks edit unlock reset-password" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand team; and not __fish_seen_subcommand_from list cases show paused tasks edit unlock reset-password" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand team; and not __fish_seen_subcommand_from list cases show paused tasks edit unlock reset-password" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand team; and not __fish_seen_subcommand_from list cases show paused tasks edit unlock reset-password" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand team; and not __fish_seen_subcommand_from list cases show paused tasks edit unlock reset-password" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand team; and not __fish_seen_subcommand_from list cases show paused tasks edit unlock reset-password" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand team; and not __fish_seen_subcommand_from list cases show paused tasks edit unlock reset-password" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand team; and not __fish_seen_subcommand_from list cases show paused tasks edit unlock reset-password" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand team; and not __fish_seen_subcommand_from list cases show paused tasks edit unlock reset-password" -f -a "list" -d 'Lists the team: who is on it, their status, last login, and who is locked out'
complete -c ct -n "__fish_ct_using_subcommand team; and not __fish_seen_subcommand_from list cases show paused tasks edit unlock reset-password" -f -a "cases" -d 'Lists the team\'s case assignments; the open ones unless told otherwise'
complete -c ct -n "__fish_ct_using_subcommand team; and not __fish_seen_subcommand_from list cases show paused tasks edit unlock reset-password" -f -a "show" -d 'Shows the team: who is on it, and how much work is on whose desk'
complete -c ct -n "__fish_ct_using_subcommand team; and not __fish_seen_subcommand_from list cases show paused tasks edit unlock reset-password" -f -a "paused" -d 'Lists what the team has parked, the oldest first: what is still parked, unless told otherwise'
complete -c ct -n "__fish_ct_using_subcommand team; and not __fish_seen_subcommand_from list cases show paused tasks edit unlock reset-password" -f -a "tasks" -d 'Lists what is for somebody on the team, or what they take part in: the open ones unless told otherwise'
complete -c ct -n "__fish_ct_using_subcommand team; and not __fish_seen_subcommand_from list cases show paused tasks edit unlock reset-password" -f -a "edit" -d 'Changes what a supervisor may change of somebody on the team'
complete -c ct -n "__fish_ct_using_subcommand team; and not __fish_seen_subcommand_from list cases show paused tasks edit unlock reset-password" -f -a "unlock" -d 'Lets somebody on the team try again who was locked after several wrong passwords'
complete -c ct -n "__fish_ct_using_subcommand team; and not __fish_seen_subcommand_from list cases show paused tasks edit unlock reset-password" -f -a "reset-password" -d 'Gives somebody on the team a new temporary password'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from list" -l of -d 'The team of this user, whom you see: e-mail, id, or the beginning of a name' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from list" -l name -d 'Whose name holds these words, however case and accents are typed' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from list" -l status -d 'Those with this status: active, pending, inactive' -r -f -a "active\t''
pending\t''
inactive\t''"
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from list" -l columns -d 'The columns to show: email, name, standing, job_title, address, phone, provider, organization, location, supervisor, case_manager, workgroups, organizations, tools, support, status, external_id, inactivity_exempt, password_state, password_expires_at, last_login_at, locked, ends_at, ends_reason, inactivity_locked_at, kind, created_at, updated_at, id' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from list" -l sort -d 'The order: a column\'s name, with - before it for the contrary' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from list" -l limit -d 'At most so many' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from list" -l after -d 'Those after the one with this id, in the same order: the next page' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from list" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from list" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from list" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from list" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from list" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from list" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from list" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from list" -l all -d 'Those of every status'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from list" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from cases" -l of -d 'The team of this user, whom you see: e-mail, id, or the beginning of a name' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from cases" -l name -d 'Where the client\'s or the case manager\'s name holds these words, however case and accents are typed' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from cases" -l columns -d 'The columns to show: client, user, client_name, user_name, begin_date, end_date, end_reason, organization, status, created_at, id' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from cases" -l sort -d 'The order: a column\'s name, with - before it for the contrary' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from cases" -l limit -d 'At most so many' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from cases" -l after -d 'Those after the one with this id, in the same order: the next page' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from cases" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from cases" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from cases" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from cases" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from cases" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from cases" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from cases" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from cases" -l inactive -d 'Those that have ended'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from cases" -l all -d 'Open ones and those that have ended'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from cases" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from cases" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from cases" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from cases" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from show" -l of -d 'The team of this user, whom you see: e-mail, id, or the beginning of a name' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from show" -l columns -d 'The columns to show' -r -f -a "name\t''
email\t''
status\t''
last_login_at\t''
cases\t''
open_tasks\t''
overdue_tasks\t''
paused\t''
id\t''
standing\t''"
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from show" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from show" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from show" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from show" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from show" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from show" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from show" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from show" -l all -d 'Those who are inactive, too'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from show" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from paused" -l of -d 'The team of this user, whom you see: e-mail, id, or the beginning of a name' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from paused" -l state -d 'Those in this state: parked, resumed, cancelled' -r -f -a "parked\t''
resumed\t''
cancelled\t''"
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from paused" -l user -d 'Those that this user has parked: e-mail or id' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from paused" -l client -d 'Those for this client: external id or id' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from paused" -l organization -d 'Those that belong to this organization' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from paused" -l workflow -d 'Those whose workflow holds these words' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from paused" -l before -d 'Those parked before: a date, or how long ago (30d)' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from paused" -l columns -d 'The columns to show: uid, workflow, user, client, client_name, step, paused_on, notes, state, organization, settled_at, created_at, id' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from paused" -l sort -d 'The order: a column\'s name, with - before it for the contrary' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from paused" -l limit -d 'At most so many' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from paused" -l after -d 'Those after the one with this id, in the same order: the next page' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from paused" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from paused" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from paused" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from paused" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from paused" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from paused" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from paused" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from paused" -l all -d 'Those in every state'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from paused" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from paused" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from paused" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from paused" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from tasks" -l of -d 'The team of this user, whom you see: e-mail, id, or the beginning of a name' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from tasks" -l name -d 'Whose title holds these words, however case and accents are typed' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from tasks" -l status -d 'Those with this status, or all that are open' -r -f -a "open\t''
not-started\t''
in-progress\t''
waiting\t''
completed\t''
cancelled\t''"
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from tasks" -l due -d 'Those due until then: within 7d or 2w, by friday, by 2026-12-31' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from tasks" -l columns -d 'The columns to show: uid, title, notes, begin_date, due_date, status, for_user, for_client, participants, repeats, for, overdue, organization, created_at, updated_at, completed_at, revision, id' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from tasks" -l sort -d 'The order: a column\'s name, with - before it for the contrary' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from tasks" -l limit -d 'At most so many' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from tasks" -l after -d 'Those after the one with this id, in the same order: the next page' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from tasks" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from tasks" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from tasks" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from tasks" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from tasks" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from tasks" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from tasks" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from tasks" -l all -d 'Those of every status'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from tasks" -l overdue -d 'Open ones whose due date is past'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from tasks" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from tasks" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from tasks" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from tasks" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from edit" -l name -d 'Full name' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from edit" -l job-title -d 'Job title' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from edit" -l address -d 'Postal address' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from edit" -l phone -d 'Telephone' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from edit" -l provider -d 'The agency that the user is associated with: a provider\'s code' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from edit" -l location -d 'The default location when signing in: its code' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from edit" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from edit" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from edit" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from edit" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from edit" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from edit" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from edit" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from edit" -l dry-run -d 'Show what would change, and change nothing'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from edit" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from edit" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from edit" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from edit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from unlock" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from unlock" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from unlock" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from unlock" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from unlock" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from unlock" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from unlock" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from unlock" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from unlock" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from unlock" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from unlock" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from reset-password" -l password-file -d 'Read the password from a file that nobody else can read' -r -F
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from reset-password" -l passwords-out -d 'Generate a password and write it to this new file, of mode 0600' -r -F
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from reset-password" -l passwords-dir -d 'Generate a password and write it, for handing out, to a file in this new folder, of mode 0700' -r -F
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from reset-password" -l expires -d 'Until when the password holds: 7d, 12h, 2w, a date, a time or never [default: 7d; never with --no-require-change]' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from reset-password" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from reset-password" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from reset-password" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from reset-password" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from reset-password" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from reset-password" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from reset-password" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from reset-password" -l hide -d 'Show the password on a page of its own, which goes when a key is pressed: nothing stays on the screen'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from reset-password" -l password-stdin -d 'Read the password from standard input: one line'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from reset-password" -l password-prompt -d 'Ask for the password, twice'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from reset-password" -l generate-password -d 'Generate a password and show it once'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from reset-password" -l no-require-change -d 'Do not demand a new password at the next login: for training environments'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from reset-password" -l readable -d 'Generate one of four words and a number, for the phone; it holds for 12 hours'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from reset-password" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from reset-password" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from reset-password" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand team; and __fish_seen_subcommand_from reset-password" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand sweep; and not __fish_seen_subcommand_from list" -l only -d 'Only these parts; all of them unless told otherwise' -r -f -a "ends\t''
passwords\t''
inactivity\t''
orphans\t''"
complete -c ct -n "__fish_ct_using_subcommand sweep; and not __fish_seen_subcommand_from list" -l organization -d 'Only users of this organization; orphans are counted of all' -r
complete -c ct -n "__fish_ct_using_subcommand sweep; and not __fish_seen_subcommand_from list" -l max-deactivations -d 'The brake: how many may be locked or deactivated for inactivity, as a number or as a part of the active staff [default: 10 or 5%, whichever is more]' -r
complete -c ct -n "__fish_ct_using_subcommand sweep; and not __fish_seen_subcommand_from list" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand sweep; and not __fish_seen_subcommand_from list" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand sweep; and not __fish_seen_subcommand_from list" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand sweep; and not __fish_seen_subcommand_from list" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand sweep; and not __fish_seen_subcommand_from list" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand sweep; and not __fish_seen_subcommand_from list" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand sweep; and not __fish_seen_subcommand_from list" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand sweep; and not __fish_seen_subcommand_from list" -l dry-run -d 'Only show what would be done, user by user'
complete -c ct -n "__fish_ct_using_subcommand sweep; and not __fish_seen_subcommand_from list" -l detailed-exitcode -d 'With --dry-run: end with 10 if there is something to do'
complete -c ct -n "__fish_ct_using_subcommand sweep; and not __fish_seen_subcommand_from list" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand sweep; and not __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand sweep; and not __fish_seen_subcommand_from list" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand sweep; and not __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand sweep; and not __fish_seen_subcommand_from list" -f -a "list" -d 'Lists past sweeps, the latest first, and what each came to'
complete -c ct -n "__fish_ct_using_subcommand sweep; and __fish_seen_subcommand_from list" -l columns -d 'The columns to show' -r -f -a "run\t''
started_at\t''
ended_at\t''
outcome\t''
as_of\t''
ended\t''
passwords_expired\t''
warned\t''
locked\t''
deactivated\t''
summary\t''"
complete -c ct -n "__fish_ct_using_subcommand sweep; and __fish_seen_subcommand_from list" -l limit -d 'At most so many' -r
complete -c ct -n "__fish_ct_using_subcommand sweep; and __fish_seen_subcommand_from list" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand sweep; and __fish_seen_subcommand_from list" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand sweep; and __fish_seen_subcommand_from list" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand sweep; and __fish_seen_subcommand_from list" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand sweep; and __fish_seen_subcommand_from list" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand sweep; and __fish_seen_subcommand_from list" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand sweep; and __fish_seen_subcommand_from list" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand sweep; and __fish_seen_subcommand_from list" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand sweep; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand sweep; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand sweep; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand report; and not __fish_seen_subcommand_from access inactive changes orphans" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand report; and not __fish_seen_subcommand_from access inactive changes orphans" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand report; and not __fish_seen_subcommand_from access inactive changes orphans" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand report; and not __fish_seen_subcommand_from access inactive changes orphans" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand report; and not __fish_seen_subcommand_from access inactive changes orphans" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand report; and not __fish_seen_subcommand_from access inactive changes orphans" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand report; and not __fish_seen_subcommand_from access inactive changes orphans" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand report; and not __fish_seen_subcommand_from access inactive changes orphans" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand report; and not __fish_seen_subcommand_from access inactive changes orphans" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand report; and not __fish_seen_subcommand_from access inactive changes orphans" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand report; and not __fish_seen_subcommand_from access inactive changes orphans" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand report; and not __fish_seen_subcommand_from access inactive changes orphans" -f -a "access" -d 'Lists every user with status, rights, supervisor and last login: who may do what'
complete -c ct -n "__fish_ct_using_subcommand report; and not __fish_seen_subcommand_from access inactive changes orphans" -f -a "inactive" -d 'Lists who has not logged in for so many days, and is not inactive yet'
complete -c ct -n "__fish_ct_using_subcommand report; and not __fish_seen_subcommand_from access inactive changes orphans" -f -a "changes" -d 'Lists what has been changed in a time: by whom, with which command, of what kind'
complete -c ct -n "__fish_ct_using_subcommand report; and not __fish_seen_subcommand_from access inactive changes orphans" -f -a "orphans" -d 'Lists open work of those who have gone: its holders are inactive, or the supervisor is'
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from access" -l organization -d 'Those that the organization owns' -r
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from access" -l workgroup -d 'Those with this workgroup' -r
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from access" -l tool -d 'Those with access to this tool, at least at this level' -r
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from access" -l status -d 'Those with this status' -r -f -a "active\t''
ends\t''
pending\t''
locked\t''
locked for inactivity\t''
password expired\t''
inactive\t''"
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from access" -l supervisor -d 'The team of this user: e-mail or id' -r
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from access" -l columns -d 'The columns to show' -r -f -a "id\t''
email\t''
name\t''
kind\t''
status\t''
status_since\t''
status_reason\t''
status_by\t''
ends_at\t''
organization\t''
organizations\t''
workgroups\t''
tools\t''
administrator\t''
elevated\t''
supervisor\t''
supervisor_status\t''
last_login_at\t''
password_state\t''
password_set_at\t''
created_at\t''"
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from access" -s o -l output -d 'How data is written; html: one page with charts, for a browser [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'
html\t'One page with charts, for a browser: reports only, so the other commands do not offer it'"
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from access" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from access" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from access" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from access" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from access" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from access" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from access" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from access" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from access" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from access" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from inactive" -l days -d 'For at least so many days' -r
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from inactive" -l organization -d 'Those that the organization owns' -r
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from inactive" -l columns -d 'The columns to show' -r -f -a "id\t''
email\t''
name\t''
status\t''
last_login_at\t''
last_activity_at\t''
days\t''
organization\t''
supervisor\t''
cases\t''
tasks\t''
exempt\t''
warned_at\t''
locked_at\t''
ends_at\t''"
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from inactive" -l limit -d 'At most so many' -r
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from inactive" -s o -l output -d 'How data is written; html: one page with charts, for a browser [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'
html\t'One page with charts, for a browser: reports only, so the other commands do not offer it'"
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from inactive" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from inactive" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from inactive" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from inactive" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from inactive" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from inactive" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from inactive" -l detailed-exitcode -d 'End with 10 if there is anybody, with 0 if there are none'
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from inactive" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from inactive" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from inactive" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from inactive" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from changes" -l since -d 'From then on: yesterday, 7d, 2026-11-22, 2026-11-22T17:00Z' -r
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from changes" -l until -d 'Before then; up to now unless told' -r
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from changes" -l columns -d 'The columns to show of each change' -r -f -a "id\t''
at\t''
actor\t''
command\t''
noun\t''
key\t''
kind\t''
change\t''
reason\t''
operation\t''"
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from changes" -s o -l output -d 'How data is written; html: one page with charts, for a browser [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'
html\t'One page with charts, for a browser: reports only, so the other commands do not offer it'"
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from changes" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from changes" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from changes" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from changes" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from changes" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from changes" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from changes" -l details -d 'A line for each change, as json, jsonl and csv have it anyway'
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from changes" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from changes" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from changes" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from changes" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from orphans" -l kind -d 'Only these kinds' -r -f -a "case\t''
unassigned\t''
task\t''
abandoned-task\t''
paused\t''
staff\t''"
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from orphans" -l columns -d 'The columns to show' -r -f -a "kind\t''
id\t''
what\t''
held_by\t''
todo\t''
inactive_since\t''
organization\t''"
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from orphans" -l limit -d 'At most so many' -r
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from orphans" -s o -l output -d 'How data is written; html: one page with charts, for a browser [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'
html\t'One page with charts, for a browser: reports only, so the other commands do not offer it'"
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from orphans" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from orphans" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from orphans" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from orphans" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from orphans" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from orphans" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from orphans" -l detailed-exitcode -d 'End with 10 if there are any, with 0 if there are none'
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from orphans" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from orphans" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from orphans" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand report; and __fish_seen_subcommand_from orphans" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand history; and not __fish_seen_subcommand_from list" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand history; and not __fish_seen_subcommand_from list" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand history; and not __fish_seen_subcommand_from list" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand history; and not __fish_seen_subcommand_from list" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand history; and not __fish_seen_subcommand_from list" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand history; and not __fish_seen_subcommand_from list" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand history; and not __fish_seen_subcommand_from list" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand history; and not __fish_seen_subcommand_from list" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand history; and not __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand history; and not __fish_seen_subcommand_from list" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand history; and not __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand history; and not __fish_seen_subcommand_from list" -f -a "list" -d 'Lists changes, the latest first'
complete -c ct -n "__fish_ct_using_subcommand history; and __fish_seen_subcommand_from list" -l user -d 'About this user: e-mail, id, or the beginning of a name' -r
complete -c ct -n "__fish_ct_using_subcommand history; and __fish_seen_subcommand_from list" -l client -d 'About this client: external id, id, or the beginning of a name' -r
complete -c ct -n "__fish_ct_using_subcommand history; and __fish_seen_subcommand_from list" -l noun -d 'About this kind of thing' -r -f -a "user\t''
organization\t''
location\t''
provider\t''
workgroup\t''
client\t''
case\t''
task\t''
paused\t''
setting\t''"
complete -c ct -n "__fish_ct_using_subcommand history; and __fish_seen_subcommand_from list" -l actor -d 'By this PostgreSQL role or user of the operating system' -r
complete -c ct -n "__fish_ct_using_subcommand history; and __fish_seen_subcommand_from list" -l command -d 'By this command: user import, or user for all of them' -r
complete -c ct -n "__fish_ct_using_subcommand history; and __fish_seen_subcommand_from list" -l since -d 'From then on: 2026-11-22, 2026-11-22T17:00Z, or 7d, 12h ago' -r
complete -c ct -n "__fish_ct_using_subcommand history; and __fish_seen_subcommand_from list" -l until -d 'Before then' -r
complete -c ct -n "__fish_ct_using_subcommand history; and __fish_seen_subcommand_from list" -l batch -d 'By this batch: what an import did, row by row' -r
complete -c ct -n "__fish_ct_using_subcommand history; and __fish_seen_subcommand_from list" -l columns -d 'The columns to show' -r -f -a "at\t''
actor\t''
command\t''
noun\t''
key\t''
action\t''
change\t''
reason\t''
operation\t''
id\t''"
complete -c ct -n "__fish_ct_using_subcommand history; and __fish_seen_subcommand_from list" -l limit -d 'At most so many' -r
complete -c ct -n "__fish_ct_using_subcommand history; and __fish_seen_subcommand_from list" -l after -d 'Those after the one with this id, in the same order: the next page' -r
complete -c ct -n "__fish_ct_using_subcommand history; and __fish_seen_subcommand_from list" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand history; and __fish_seen_subcommand_from list" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand history; and __fish_seen_subcommand_from list" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand history; and __fish_seen_subcommand_from list" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand history; and __fish_seen_subcommand_from list" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand history; and __fish_seen_subcommand_from list" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand history; and __fish_seen_subcommand_from list" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand history; and __fish_seen_subcommand_from list" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand history; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand history; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand history; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand notification; and not __fish_seen_subcommand_from list show read send test template" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand notification; and not __fish_seen_subcommand_from list show read send test template" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand notification; and not __fish_seen_subcommand_from list show read send test template" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand notification; and not __fish_seen_subcommand_from list show read send test template" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand notification; and not __fish_seen_subcommand_from list show read send test template" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand notification; and not __fish_seen_subcommand_from list show read send test template" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand notification; and not __fish_seen_subcommand_from list show read send test template" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand notification; and not __fish_seen_subcommand_from list show read send test template" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand notification; and not __fish_seen_subcommand_from list show read send test template" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand notification; and not __fish_seen_subcommand_from list show read send test template" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand notification; and not __fish_seen_subcommand_from list show read send test template" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand notification; and not __fish_seen_subcommand_from list show read send test template" -f -a "list" -d 'Lists your notices, the latest first'
complete -c ct -n "__fish_ct_using_subcommand notification; and not __fish_seen_subcommand_from list show read send test template" -f -a "show" -d 'Shows one; it stays unread'
complete -c ct -n "__fish_ct_using_subcommand notification; and not __fish_seen_subcommand_from list show read send test template" -f -a "read" -d 'Marks notices as read'
complete -c ct -n "__fish_ct_using_subcommand notification; and not __fish_seen_subcommand_from list show read send test template" -f -a "send" -d 'Mails the notices that wait for it; for cron, by an administrator\'s connection'
complete -c ct -n "__fish_ct_using_subcommand notification; and not __fish_seen_subcommand_from list show read send test template" -f -a "test" -d 'Sends one mail to an address, and tells what the mail server said; needs no database'
complete -c ct -n "__fish_ct_using_subcommand notification; and not __fish_seen_subcommand_from list show read send test template" -f -a "template" -d 'The texts that people are told things in'
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from list" -l user -d 'Those of this user, by an administrator\'s connection: e-mail or id' -r
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from list" -l columns -d 'The columns to show' -r -f -a "id\t''
told_at\t''
kind\t''
subject\t''
read_at\t''
mail_state\t''
mail_error\t''
email\t''"
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from list" -l limit -d 'At most so many' -r
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from list" -l after -d 'Those after the one with this id, in the same order: the next page' -r
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from list" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from list" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from list" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from list" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from list" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from list" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from list" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from list" -l unread -d 'Only those that are unread'
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from list" -l all -d 'Those of everybody, by an administrator\'s connection'
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from list" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from show" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from show" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from show" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from show" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from show" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from show" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from show" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from show" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from read" -l user -d 'Those of this user, by an administrator\'s connection: e-mail or id' -r
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from read" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from read" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from read" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from read" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from read" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from read" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from read" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from read" -l all -d 'All that are unread'
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from read" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from read" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from read" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from read" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from send" -l limit -d 'At most so many' -r
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from send" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from send" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from send" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from send" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from send" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from send" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from send" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from send" -l dry-run -d 'Only show what would go to whom'
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from send" -l again -d 'Those of the last 30 days that were given up, too'
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from send" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from send" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from send" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from send" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from test" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from test" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from test" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from test" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from test" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from test" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from test" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from test" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from test" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from test" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from test" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from template" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from template" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from template" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from template" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from template" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from template" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from template" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from template" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from template" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from template" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from template" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from template" -f -a "list" -d 'Lists the kinds of notices, who is told, and the names that a text may use'
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from template" -f -a "show" -d 'Prints a text as a file that set reads'
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from template" -f -a "set" -d 'Sets a text of your own, or whether it goes by mail'
complete -c ct -n "__fish_ct_using_subcommand notification; and __fish_seen_subcommand_from template" -f -a "reset" -d 'Goes back to the text that comes with ct'
complete -c ct -n "__fish_ct_using_subcommand preset; and not __fish_seen_subcommand_from list show" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand preset; and not __fish_seen_subcommand_from list show" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand preset; and not __fish_seen_subcommand_from list show" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand preset; and not __fish_seen_subcommand_from list show" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand preset; and not __fish_seen_subcommand_from list show" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand preset; and not __fish_seen_subcommand_from list show" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand preset; and not __fish_seen_subcommand_from list show" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand preset; and not __fish_seen_subcommand_from list show" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand preset; and not __fish_seen_subcommand_from list show" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand preset; and not __fish_seen_subcommand_from list show" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand preset; and not __fish_seen_subcommand_from list show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand preset; and not __fish_seen_subcommand_from list show" -f -a "list" -d 'Lists the presets, with what they are for'
complete -c ct -n "__fish_ct_using_subcommand preset; and not __fish_seen_subcommand_from list show" -f -a "show" -d 'Prints a preset\'s TOML, to be copied and changed'
complete -c ct -n "__fish_ct_using_subcommand preset; and __fish_seen_subcommand_from list" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand preset; and __fish_seen_subcommand_from list" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand preset; and __fish_seen_subcommand_from list" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand preset; and __fish_seen_subcommand_from list" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand preset; and __fish_seen_subcommand_from list" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand preset; and __fish_seen_subcommand_from list" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand preset; and __fish_seen_subcommand_from list" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand preset; and __fish_seen_subcommand_from list" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand preset; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand preset; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand preset; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand preset; and __fish_seen_subcommand_from show" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand preset; and __fish_seen_subcommand_from show" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand preset; and __fish_seen_subcommand_from show" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand preset; and __fish_seen_subcommand_from show" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand preset; and __fish_seen_subcommand_from show" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand preset; and __fish_seen_subcommand_from show" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand preset; and __fish_seen_subcommand_from show" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand preset; and __fish_seen_subcommand_from show" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand preset; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand preset; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand preset; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand setting; and not __fish_seen_subcommand_from list set" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand setting; and not __fish_seen_subcommand_from list set" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand setting; and not __fish_seen_subcommand_from list set" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand setting; and not __fish_seen_subcommand_from list set" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand setting; and not __fish_seen_subcommand_from list set" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand setting; and not __fish_seen_subcommand_from list set" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand setting; and not __fish_seen_subcommand_from list set" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand setting; and not __fish_seen_subcommand_from list set" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand setting; and not __fish_seen_subcommand_from list set" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand setting; and not __fish_seen_subcommand_from list set" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand setting; and not __fish_seen_subcommand_from list set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand setting; and not __fish_seen_subcommand_from list set" -f -a "list" -d 'Lists the settings, with what they may be'
complete -c ct -n "__fish_ct_using_subcommand setting; and not __fish_seen_subcommand_from list set" -f -a "set" -d 'Sets one'
complete -c ct -n "__fish_ct_using_subcommand setting; and __fish_seen_subcommand_from list" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand setting; and __fish_seen_subcommand_from list" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand setting; and __fish_seen_subcommand_from list" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand setting; and __fish_seen_subcommand_from list" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand setting; and __fish_seen_subcommand_from list" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand setting; and __fish_seen_subcommand_from list" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand setting; and __fish_seen_subcommand_from list" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand setting; and __fish_seen_subcommand_from list" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand setting; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand setting; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand setting; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand setting; and __fish_seen_subcommand_from set" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand setting; and __fish_seen_subcommand_from set" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand setting; and __fish_seen_subcommand_from set" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand setting; and __fish_seen_subcommand_from set" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand setting; and __fish_seen_subcommand_from set" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand setting; and __fish_seen_subcommand_from set" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand setting; and __fish_seen_subcommand_from set" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand setting; and __fish_seen_subcommand_from set" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand setting; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand setting; and __fish_seen_subcommand_from set" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand setting; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand db; and not __fish_seen_subcommand_from status migrate roles init stop url backup restore" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand db; and not __fish_seen_subcommand_from status migrate roles init stop url backup restore" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand db; and not __fish_seen_subcommand_from status migrate roles init stop url backup restore" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand db; and not __fish_seen_subcommand_from status migrate roles init stop url backup restore" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand db; and not __fish_seen_subcommand_from status migrate roles init stop url backup restore" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand db; and not __fish_seen_subcommand_from status migrate roles init stop url backup restore" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand db; and not __fish_seen_subcommand_from status migrate roles init stop url backup restore" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand db; and not __fish_seen_subcommand_from status migrate roles init stop url backup restore" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand db; and not __fish_seen_subcommand_from status migrate roles init stop url backup restore" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand db; and not __fish_seen_subcommand_from status migrate roles init stop url backup restore" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand db; and not __fish_seen_subcommand_from status migrate roles init stop url backup restore" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand db; and not __fish_seen_subcommand_from status migrate roles init stop url backup restore" -f -a "status" -d 'Shows which database this is, as whom, its version and its migrations'
complete -c ct -n "__fish_ct_using_subcommand db; and not __fish_seen_subcommand_from status migrate roles init stop url backup restore" -f -a "migrate" -d 'Makes the schema, or brings it up to date; in one transaction'
complete -c ct -n "__fish_ct_using_subcommand db; and not __fish_seen_subcommand_from status migrate roles init stop url backup restore" -f -a "roles" -d 'Prints the SQL that makes the operator role, and login roles for persons and hosts'
complete -c ct -n "__fish_ct_using_subcommand db; and not __fish_seen_subcommand_from status migrate roles init stop url backup restore" -f -a "init" -d 'Makes a private database on this machine, and uses it from now on'
complete -c ct -n "__fish_ct_using_subcommand db; and not __fish_seen_subcommand_from status migrate roles init stop url backup restore" -f -a "stop" -d 'Stops the private database; the next command that needs it starts it again'
complete -c ct -n "__fish_ct_using_subcommand db; and not __fish_seen_subcommand_from status migrate roles init stop url backup restore" -f -a "url" -d 'Prints the database\'s URL, without a password: for psql and other tools'
complete -c ct -n "__fish_ct_using_subcommand db; and not __fish_seen_subcommand_from status migrate roles init stop url backup restore" -f -a "backup" -d 'Writes the schema with all its data to a new file, of mode 0600'
complete -c ct -n "__fish_ct_using_subcommand db; and not __fish_seen_subcommand_from status migrate roles init stop url backup restore" -f -a "restore" -d 'Reads a backup back, in one transaction; also into a newer PostgreSQL'
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from status" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from status" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from status" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from status" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from status" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from status" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from status" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from status" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from status" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from status" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from migrate" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from migrate" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from migrate" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from migrate" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from migrate" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from migrate" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from migrate" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from migrate" -l dry-run -d 'Show which migrations would be applied, and do nothing'
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from migrate" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from migrate" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from migrate" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from migrate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from roles" -l login -d 'A login role for a person or host, which has the operator role only; may be repeated' -r
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from roles" -l connections -d 'How many connections such a role has at once [default: 8]' -r
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from roles" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from roles" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from roles" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from roles" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from roles" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from roles" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from roles" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from roles" -l apply -d 'Do it on this connection, whose role must be allowed to make roles'
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from roles" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from roles" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from roles" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from roles" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from init" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from init" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from init" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from init" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from init" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from init" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from init" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from init" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from init" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from init" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from stop" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from stop" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from stop" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from stop" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from stop" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from stop" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from stop" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from stop" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from stop" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from stop" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from stop" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from url" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from url" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from url" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from url" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from url" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from url" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from url" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from url" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from url" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from url" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from url" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from backup" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from backup" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from backup" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from backup" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from backup" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from backup" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from backup" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from backup" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from backup" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from backup" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from backup" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from restore" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from restore" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from restore" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from restore" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from restore" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from restore" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from restore" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from restore" -l replace -d 'Replace a schema that holds users, with all that is in it'
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from restore" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from restore" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from restore" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand db; and __fish_seen_subcommand_from restore" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand completions" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand completions" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand completions" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand completions" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand completions" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand completions" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand completions" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand completions" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand completions" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand completions" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ct -n "__fish_ct_using_subcommand man" -l folder -d 'Write a page for each command to this folder' -r -F
complete -c ct -n "__fish_ct_using_subcommand man" -l database-url -d 'The database to use, without a password [env: DATABASE_URL, which may have one]' -r
complete -c ct -n "__fish_ct_using_subcommand man" -l profile -d 'The profile of config.toml to use [env: CT_PROFILE]' -r
complete -c ct -n "__fish_ct_using_subcommand man" -l schema -d 'The schema of the instance, ct unless told otherwise [env: CT_SCHEMA]' -r
complete -c ct -n "__fish_ct_using_subcommand man" -s o -l output -d 'How data is written [default: table]' -r -f -a "table\t'Aligned columns, or labelled lines, for people'
json\t'One JSON array of objects'
jsonl\t'One JSON object a line'
csv\t'CSV with a header; what export writes imports again'
id\t'One id a line'"
complete -c ct -n "__fish_ct_using_subcommand man" -l color -d 'Whether to use colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal that can show it, unless `NO_COLOR` is set'
always\t'Always'
never\t'Never'"
complete -c ct -n "__fish_ct_using_subcommand man" -l log-format -d 'How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]' -r -f -a "text\t'Lines for people'
json\t'One JSON object a line'"
complete -c ct -n "__fish_ct_using_subcommand man" -l reason -d 'Why; it is kept in the history' -r
complete -c ct -n "__fish_ct_using_subcommand man" -l embedded -d 'Use the private database on this machine; it is made and started if need be'
complete -c ct -n "__fish_ct_using_subcommand man" -s q -l quiet -d 'Say nothing but data, warnings and errors'
complete -c ct -n "__fish_ct_using_subcommand man" -s y -l yes -d 'Answer every question with yes'
complete -c ct -n "__fish_ct_using_subcommand man" -s h -l help -d 'Print help (see more with \'--help\')'
