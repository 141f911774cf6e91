-- Registration of AI management
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 50_register_ai-management.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;
SET changeover.writer = 'migration';

BEGIN;

--: Register the migration, with the hashes of its specs and of its plan, and its data sets.
DO $register$
BEGIN
    PERFORM migration.register_migration(
        'ai-management',
        'fc0e95e402f620d1f18f889e4f415ddb801f41387d2d38a328d26cd2a7944d36',
        'dd66d33d6d6cd55317489ca18dee5a44535aa4508ee443e59bc63b6360df465d',
        'changeover 1'
    );
    PERFORM migration.register_data_set('ai-management', 'costs');
    PERFORM migration.register_data_set('ai-management', 'settings');
    PERFORM migration.register_data_set('ai-management', 'debugging');
    PERFORM migration.register_data_set('ai-management', 'analytics');
END
$register$;

--: Register every step, with the hashes of its files, and forget those that the specs lost.
DO $register_steps$
BEGIN
    PERFORM migration.forget_other_steps(
        'ai-management',
        ARRAY[
            'contract.ai_configs',
            'contract.analytics_events',
            'contract.billing_data',
            'contract.cost_allocations',
            'contract.debug_logs',
            'contract.error_tracking',
            'contract.model_settings',
            'contract.performance_data',
            'contract.performance_metrics',
            'contract.prompt_configs',
            'contract.usage_logs',
            'contract.user_metrics',
            'schemas.ai-management',
            'role.ai_management_app',
            'role.ai_management_reader',
            'table.ai_analytics_events',
            'table.ai_debug_events',
            'table.ai_features',
            'table.ai_latency_summaries',
            'table.ai_model_prices',
            'table.ai_model_settings',
            'table.ai_models',
            'table.ai_performance_samples',
            'table.ai_providers',
            'table.ai_spending',
            'table.ai_spending_allocations',
            'table.ai_usage_logs',
            'table.ai_user_metrics',
            'table.feature_model_assignments',
            'table.prompt_variables',
            'table.prompt_versions',
            'table.prompts',
            'partitions.ai_analytics_events',
            'partitions.ai_debug_events',
            'partitions.ai_performance_samples',
            'partitions.ai_usage_logs',
            'mapping.ai_configs',
            'mapping.analytics_events',
            'mapping.billing_data',
            'mapping.cost_allocations',
            'mapping.debug_logs',
            'mapping.error_tracking',
            'mapping.model_settings',
            'mapping.performance_data',
            'mapping.performance_metrics',
            'mapping.prompt_configs',
            'mapping.usage_logs',
            'mapping.user_metrics',
            'fence.ai_configs',
            'fence.analytics_events',
            'fence.billing_data',
            'fence.cost_allocations',
            'fence.debug_logs',
            'fence.error_tracking',
            'fence.model_settings',
            'fence.performance_data',
            'fence.performance_metrics',
            'fence.prompt_configs',
            'fence.usage_logs',
            'fence.user_metrics',
            'fact.cost_of_calls',
            'fact.latency_of_services',
            'fact.longest_answer',
            'bring.ai_configs',
            'bring.analytics_events',
            'bring.billing_data',
            'bring.cost_allocations',
            'bring.debug_logs',
            'bring.error_tracking',
            'bring.model_settings',
            'bring.performance_data',
            'bring.performance_metrics',
            'bring.prompt_configs',
            'bring.usage_logs',
            'bring.user_metrics',
            'capture.ai_configs',
            'capture.analytics_events',
            'capture.billing_data',
            'capture.cost_allocations',
            'capture.debug_logs',
            'capture.error_tracking',
            'capture.model_settings',
            'capture.performance_data',
            'capture.performance_metrics',
            'capture.prompt_configs',
            'capture.usage_logs',
            'capture.user_metrics',
            'copier.ai_configs',
            'copier.analytics_events',
            'copier.billing_data',
            'copier.cost_allocations',
            'copier.debug_logs',
            'copier.error_tracking',
            'copier.model_settings',
            'copier.performance_data',
            'copier.performance_metrics',
            'copier.prompt_configs',
            'copier.usage_logs',
            'copier.user_metrics',
            'backfill.ai_configs',
            'backfill.analytics_events',
            'backfill.billing_data',
            'backfill.cost_allocations',
            'backfill.debug_logs',
            'backfill.error_tracking',
            'backfill.model_settings',
            'backfill.performance_data',
            'backfill.performance_metrics',
            'backfill.prompt_configs',
            'backfill.usage_logs',
            'backfill.user_metrics',
            'index.feature_model_assignments_legacy_key',
            'index.idx_ai_analytics_events_experiment',
            'index.idx_ai_analytics_events_feature_event',
            'index.idx_ai_debug_events_feature_time',
            'index.idx_ai_debug_events_open_errors',
            'index.idx_ai_latency_summaries_feature_period',
            'index.idx_ai_performance_samples_metric',
            'index.idx_ai_usage_logs_feature_time_cost',
            'index.idx_ai_user_metrics_day',
            'index.idx_feature_model_assignments_lookup',
            'index.idx_prompts_feature',
            'index.legacy_ai_configs_service_name_environment',
            'index.legacy_analytics_events_event_name_occurred_at',
            'index.legacy_analytics_events_occurred_at',
            'index.legacy_billing_data_period_start',
            'index.legacy_debug_logs_created_at',
            'index.legacy_debug_logs_id',
            'index.legacy_debug_logs_request_id',
            'index.legacy_error_tracking_id',
            'index.legacy_error_tracking_last_seen',
            'index.legacy_performance_metrics_id',
            'index.legacy_performance_metrics_metric_name_9102021f',
            'index.legacy_performance_metrics_recorded_at',
            'index.legacy_usage_logs_created_at',
            'index.legacy_usage_logs_id',
            'index.legacy_usage_logs_service_name_created_at',
            'index.legacy_usage_logs_user_id',
            'index.legacy_user_metrics_metric_date',
            'index.prompts_legacy_key',
            'foreign_key.ai_analytics_events_feature_id_fkey',
            'foreign_key.ai_debug_events_feature_id_fkey',
            'foreign_key.ai_debug_events_model_id_fkey',
            'foreign_key.ai_debug_events_provider_id_fkey',
            'foreign_key.ai_latency_summaries_feature_id_fkey',
            'foreign_key.ai_model_prices_settings_id_fkey',
            'foreign_key.ai_model_settings_model_id_fkey',
            'foreign_key.ai_model_settings_provider_id_fkey',
            'foreign_key.ai_models_provider_fkey',
            'foreign_key.ai_performance_samples_feature_id_fkey',
            'foreign_key.ai_performance_samples_model_id_fkey',
            'foreign_key.ai_spending_allocations_feature_id_fkey',
            'foreign_key.ai_spending_feature_id_fkey',
            'foreign_key.ai_spending_model_id_fkey',
            'foreign_key.ai_usage_logs_feature_id_fkey',
            'foreign_key.ai_usage_logs_model_id_fkey',
            'foreign_key.ai_user_metrics_top_feature_id_fkey',
            'foreign_key.feature_model_assignments_feature_id_fkey',
            'foreign_key.feature_model_assignments_model_id_fkey',
            'foreign_key.prompt_variables_prompt_id_fkey',
            'foreign_key.prompt_versions_prompt_id_fkey',
            'foreign_key.prompts_feature_id_fkey',
            'settle.ai_configs',
            'settle.analytics_events',
            'settle.billing_data',
            'settle.cost_allocations',
            'settle.debug_logs',
            'settle.error_tracking',
            'settle.model_settings',
            'settle.performance_data',
            'settle.performance_metrics',
            'settle.prompt_configs',
            'settle.usage_logs',
            'settle.user_metrics',
            'restored.ai_configs',
            'restored.analytics_events',
            'restored.billing_data',
            'restored.cost_allocations',
            'restored.debug_logs',
            'restored.error_tracking',
            'restored.model_settings',
            'restored.performance_data',
            'restored.performance_metrics',
            'restored.prompt_configs',
            'restored.usage_logs',
            'restored.user_metrics',
            'validator.ai_configs',
            'validator.analytics_events',
            'validator.billing_data',
            'validator.cost_allocations',
            'validator.debug_logs',
            'validator.error_tracking',
            'validator.model_settings',
            'validator.model_settings_ai_model_prices',
            'validator.performance_data',
            'validator.performance_metrics',
            'validator.prompt_configs',
            'validator.prompt_configs_prompt_variables',
            'validator.prompt_configs_prompt_versions',
            'validator.usage_logs',
            'validator.user_metrics',
            'validation.ai_configs',
            'validation.analytics_events',
            'validation.billing_data',
            'validation.cost_allocations',
            'validation.debug_logs',
            'validation.error_tracking',
            'validation.model_settings',
            'validation.model_settings_ai_model_prices',
            'validation.performance_data',
            'validation.performance_metrics',
            'validation.prompt_configs',
            'validation.prompt_configs_prompt_variables',
            'validation.prompt_configs_prompt_versions',
            'validation.usage_logs',
            'validation.user_metrics',
            'fact_comparison.cost_of_calls',
            'fact_comparison.latency_of_services',
            'fact_comparison.longest_answer',
            'names.ai_configs',
            'names.analytics_events',
            'names.billing_data',
            'names.cost_allocations',
            'names.debug_logs',
            'names.error_tracking',
            'names.model_settings',
            'names.performance_data',
            'names.performance_metrics',
            'names.prompt_configs',
            'names.usage_logs',
            'names.user_metrics',
            'reconcile.ai_configs',
            'reconcile.analytics_events',
            'reconcile.billing_data',
            'reconcile.cost_allocations',
            'reconcile.debug_logs',
            'reconcile.error_tracking',
            'reconcile.model_settings',
            'reconcile.performance_data',
            'reconcile.performance_metrics',
            'reconcile.prompt_configs',
            'reconcile.usage_logs',
            'reconcile.user_metrics',
            'reverse.ai_configs',
            'reverse.analytics_events',
            'reverse.billing_data',
            'reverse.cost_allocations',
            'reverse.debug_logs',
            'reverse.error_tracking',
            'reverse.model_settings',
            'reverse.performance_data',
            'reverse.performance_metrics',
            'reverse.prompt_configs',
            'reverse.usage_logs',
            'reverse.user_metrics',
            'switch.analytics',
            'switch.costs',
            'switch.debugging',
            'finalize.analytics',
            'finalize.costs',
            'finalize.debugging',
            'hold.analytics',
            'hold.costs',
            'hold.debugging'
        ]::text[]
    );
    PERFORM migration.register_step(
        'ai-management', s.step, s.phase, s.position, s.sha_apply, s.sha_rollback,
        s.data_set
    )
    FROM (
        VALUES
            (
                'contract.ai_configs', 'planned', 54,
                '6d32fdf44630ce8076e4d063743c6f98a7b58c60e576e85887f8bc96a6cf64d5',
                'f4f295b03f35d625e42021eeb3e8d48102720d30f76ed4e7fb4d8112adcf0129',
                NULL
            ),
            (
                'contract.analytics_events', 'planned', 55,
                'c87bb5f915c9ec2fadc6afc1130ca7f2363af4cf5d0b8c3df3cc01ac9a96cc7f',
                '9c60352ba35354bf95b264816c7e318c91de0c58ef974eaf4b8b5f81a1e84634',
                NULL
            ),
            (
                'contract.billing_data', 'planned', 56,
                '228942e7af743703e3dcfbce82b3d35cce16ca9a81128dfaebe2bfa3ef75f8c4',
                '1fa85c274984df6e758daa803afa90fb41599bfc994d4d90f592c5c167712f33',
                NULL
            ),
            (
                'contract.cost_allocations', 'planned', 57,
                '3ce423a71dad2d2bb62ec5227b583c8bcd069c372d73611ff1c4de3366ee662b',
                '9debacd5ba426709789ffb968aa26be1d1b5fd63fef5b62b017de5fcb1821d99',
                NULL
            ),
            (
                'contract.debug_logs', 'planned', 58,
                'e40e93453a33a6c4edf370e11656889ab77f1cbdb04d471cbd5ab23e682ea665',
                '6ecc5fd74060d141bc1fe961225f917e2d4544245b2fcfac49184957297d2d46',
                NULL
            ),
            (
                'contract.error_tracking', 'planned', 59,
                '1852f1e14d2ba8154764e5b2a8e1bb69b30c06d04e151697a21c86de5a2f85ed',
                '9e66dda91786ad4ce7c1913576e1fc9d2c57a62a1b6b4c5010d59c03becd8ea8',
                NULL
            ),
            (
                'contract.model_settings', 'planned', 60,
                '79542a4d4257b8b2679f3a3643cb2dd4d6a35f1ce404daad1f8ee17c181b628c',
                'de5816869151729eb058f9462ce552b0ea0beb1748ae90d40b55b791615f6263',
                NULL
            ),
            (
                'contract.performance_data', 'planned', 61,
                '575da766adfad22cff30fd2bef33910a2506997565f5fba4ec2f675c0f5b19f0',
                '727e0ee45cd2e67201da86798927cb63fe198d4ca31477d3897f286c2aa4e9c9',
                NULL
            ),
            (
                'contract.performance_metrics', 'planned', 62,
                '04c01cd90bc6c7ea921c2118310530e486194781980b4d0c6fa6c624d2b635e2',
                '31055774a28f60cf4347e1b86d44af8445fe3e2f84da0b4598a656fa031b0238',
                NULL
            ),
            (
                'contract.prompt_configs', 'planned', 63,
                '79d9c0c05d5ec5201deaa3c4bba7360a7c5439d94ddd61a632c70fea060b3653',
                'cb0995404fb6bc80b94f07bf6220e15d12e99aee5ef43cebb931ca66c2195ac0',
                NULL
            ),
            (
                'contract.usage_logs', 'planned', 64,
                'e4746278afe67c8257222bf11f75fde89ea866f204f388953c3f37f20d3b4137',
                'bdfe8f3a90b4aaa7ce07eaac8cede86c430639e44f84b4b530b78600d7aad8ea',
                NULL
            ),
            (
                'contract.user_metrics', 'planned', 65,
                '845e53393a7d63de19829a5388b2f952666a72ec2e8fedb8aa6b5088d1665245',
                '186425b4bb663074b1d53134993dfcd34c4ede059200cdd71c5d6031dd57e90d',
                NULL
            ),
            (
                'schemas.ai-management', 'expanded', 74,
                '099b693587ec1218c679bbafb905a2f430aed7319788b29d6219e9b7a57d466c',
                '99863d0ae53587463a5ab3feb9f9bd3c761903988ccd811843906d39352521fb',
                NULL
            ),
            (
                'role.ai_management_app', 'expanded', 75,
                'f8fd49af345175169f8ccb30bde8de200d0fe7a9b01de18e0100920dcda95b82',
                '6456a9fd20c70812420095e64a24f19e70e73d0c0244f622ec48c4b48e345589',
                NULL
            ),
            (
                'role.ai_management_reader', 'expanded', 76,
                'a94236fca4cbf585408e420ec0d3f700640becb96e0c7378aa3c3420da78b224',
                'e1a605d3f3b6d443d1b1c2cc2ed7ff8ecaf0053313081a1ca3948e3b62905657',
                NULL
            ),
            (
                'table.ai_analytics_events', 'expanded', 77,
                '603f77eb5264615a8b46e607939e3fbadf4e8cce7b9add6db8fa5fde091f3c82',
                'a38f98b57348f7bc0f92e93d7593ad06c47f7b7338ff14421c9d25b9f4a50870',
                NULL
            ),
            (
                'table.ai_debug_events', 'expanded', 78,
                'e27d737081fc27b55bc247a51fd25f765a756e1f8e4da9f518aaa9f474c43f2d',
                '8ddb2e99d2972c94df0bfdc7081c6228434db9b0c583eb54e306e53708df0f7e',
                NULL
            ),
            (
                'table.ai_features', 'expanded', 79,
                'aa83027ec717288226c034ffc8a35bbb7baee1f3013236d54e2f2a37e722e369',
                '17e2834661952befcbecf0a6df6cc3b3a0650d4646fd0325f2f27aecd0fe3614',
                NULL
            ),
            (
                'table.ai_latency_summaries', 'expanded', 80,
                'f74ad819610bfdd6a98ac0ab353267c1b6eddc203c5d94178bc8f78542a245c7',
                '80587880d7594012bc591614afbecc622464e822267df31f3c78e25a691cce3c',
                NULL
            ),
            (
                'table.ai_model_prices', 'expanded', 81,
                '3b79ece77a889bd19b2989601ac5a66b492430f6aa5df4c084599b5b71d66e88',
                '130811e863a30c089d203a406c08bc24b6ae6df288c1f5df357d226a782ef2dd',
                NULL
            ),
            (
                'table.ai_model_settings', 'expanded', 82,
                '62991d3dd9176875aa3f2838412199e2221084e5244165b5e75b0b77eea1e62d',
                '5266c689649fadf06b0df464de2af76a68f78ecb0d07d646d98f603459a33662',
                NULL
            ),
            (
                'table.ai_models', 'expanded', 83,
                'e9943e7a6b0a5c054ddc58ba362c35e8f0a56516d3bd636ec4b42be073224a78',
                '220ad70b164967eb71be456694c008c0ac3311bf39211467fe51f0dd55ed7685',
                NULL
            ),
            (
                'table.ai_performance_samples', 'expanded', 84,
                '29cdc762566b859899e4aa6de3515ed9222b5f0de6234be2b1bcc3dd2d39396f',
                '50bd03ab0c1f28f5503ba7ff86d34e4ffe947aa0cfc9049dca53ce5627d39e2b',
                NULL
            ),
            (
                'table.ai_providers', 'expanded', 85,
                'b2150cafd2226b7bf63ed60111a9c79794a2b4c01e6d9c2390ced33639280152',
                '44df4c75cef4c7ce27585c73c000253b5109e25b58931e7c5f3b687c19466211',
                NULL
            ),
            (
                'table.ai_spending', 'expanded', 86,
                '8d8186c52622d1d1360ee7791fc5f83d21265bbcf7beb787732882495e7ce192',
                '367df481947f08d3c87c349f34da86076b6b270af27fbfccb26267ecc286c341',
                NULL
            ),
            (
                'table.ai_spending_allocations', 'expanded', 87,
                'a8d14b65ed162bc64ad2298ad0351d25cc2a0e116a05ce8353f1f816c2edb204',
                '5a1067162d9845c18f8b2aaabbfaa709d78e25525d538e06af2efde29f0438bb',
                NULL
            ),
            (
                'table.ai_usage_logs', 'expanded', 88,
                'd66c71fc83ea9234f3c0b78cfdefa81dbef8b5ddfe9e5489ec65c3e38aaac758',
                'ab2087d0ce0174c282acf3d600fccabe4f1d124c2cede458a57a188bc5d3b347',
                NULL
            ),
            (
                'table.ai_user_metrics', 'expanded', 89,
                '3f3c310853fd88e023dcccda67096667a4ff4b0173f9bf8acef442c54b81c68f',
                'f8091f91907f333d187b316d60b66649702fbad954b35c462b70923a942c7484',
                NULL
            ),
            (
                'table.feature_model_assignments', 'expanded', 90,
                '127f58ab66aa8187bee4e9de47b8204d3ab761c1a99e35f0985ef2f7de49ee2a',
                '37a0e16a5697ceb518c4376cfdcc3f6b2f7e93230fca4436f35c5aa8d7917500',
                NULL
            ),
            (
                'table.prompt_variables', 'expanded', 91,
                'd90fc2652ed8cf8ae8b230321f661fa9470e8a8457865a8ca9848159e601df47',
                '3951458e744b6f23e47b8d747f81cfa675bed9a355362aeb3c3d2cc5ea9af164',
                NULL
            ),
            (
                'table.prompt_versions', 'expanded', 92,
                'bf005c7c58fc33a121f8bd8cafa586bafb573e39a0531bd4d2477711f50dd73d',
                'b0391fe05adba7b4fa9251c148c25af2aa26103545475f08fdb12301a3786f25',
                NULL
            ),
            (
                'table.prompts', 'expanded', 93,
                'f293765996bc6334274db84bef8095d83a2d0c4cdc85eb43827fa4351b3dff07',
                'c36dddc851a614e8bd6a0abfd4686aca65833b0e3f6248322f6432e42c700623',
                NULL
            ),
            (
                'partitions.ai_analytics_events', 'expanded', 94,
                '6ab9fee39beeee560120991e529468d35c795064364dd2bc68a96b10ce252be1',
                '87235ac8b55e852b594f15f17e3ff2d1bdf9f7940358a221d623af3d5004b090',
                NULL
            ),
            (
                'partitions.ai_debug_events', 'expanded', 95,
                'bcf25a35d725277d38309b3f30e1e931cd1452469038be5329e96d8a83d11e2b',
                '7bdb491df0b095c5531f7d1e9f5db0b5411528ff3588fe72465b969ed6ceb122',
                NULL
            ),
            (
                'partitions.ai_performance_samples', 'expanded', 96,
                '6666b350e8625fb5d8c3ce66622d2ea59b55922b728e68ac0ec381fa247ff2a1',
                '27c769a286b962174356207c94c81fa1b29c1c2d42159317636dc448e6c272b3',
                NULL
            ),
            (
                'partitions.ai_usage_logs', 'expanded', 97,
                '39d2b2dab918e60d6c9feb2f778556b3ff7cf060c6b93485758733bc8cb62360',
                '66e9f4cf889baa7acd6b76842fc565c8883b464fe159d3deb26c66bf5e7851f0',
                NULL
            ),
            (
                'mapping.ai_configs', 'expanded', 98,
                '8590be58d5a963ad78aea78cdf279c2ee540b049d108a4d2a48f5b8cfb05f967',
                'e4e1d65cceff5eddd84ca38ca7df7d7a9f74ba3b7e93aad382fb5f97c9b47e44',
                'settings'
            ),
            (
                'mapping.analytics_events', 'expanded', 99,
                'a52e98f8e5e4afee6027712cc5574ee863ab63e38291aa0b9739e880dc79dcff',
                'a59598a90398501489a9e849f3c4033e723a5183d4e2244c541ea29b34407912',
                'analytics'
            ),
            (
                'mapping.billing_data', 'expanded', 100,
                '81bad94aa82baf9474a00855d3eadba30f70efd2877a0d3a936cdace8149f993',
                '93f69092ab8c5a216fbdde7519b1da4b294b356075e5d5e26809fc9699529ebf',
                'costs'
            ),
            (
                'mapping.cost_allocations', 'expanded', 101,
                '7dfb1485e8c1f86e7b690b8907ae30eabcfea107387cb040ccd227fbf0da6565',
                '43979a56a44eb75b8d301849361329f494972fad1fedb740a4ee1e7a28289658',
                'costs'
            ),
            (
                'mapping.debug_logs', 'expanded', 102,
                '09d13d08b01c45fe230468fb326ecb0f13a2f4f20a09025d96416dbd2d009969',
                '77be7b6fff4b2e4c892773bf40cef443d4a520eaa47a58b3544e4905ff9b5f7d',
                'debugging'
            ),
            (
                'mapping.error_tracking', 'expanded', 103,
                'b25ea076c6f276c2218a93bb4e784072470b056c699c98998b8bf4f0ac5d93de',
                '65e4e20ae302bf3e2d7a15896eb027b2f6bd2245242432d64d5be4b6522158f8',
                'debugging'
            ),
            (
                'mapping.model_settings', 'expanded', 104,
                'abbd2f9cf8276e942e4a2a0c013f06f47006079bfb48f775712abc2525acd707',
                'd7808beea71dfc1367c05e324ece35097c31b1a0dffc5ab835c91e3ded1011a2',
                'settings'
            ),
            (
                'mapping.performance_data', 'expanded', 105,
                '4781815f1e9442bbd18bdee38ec1dfb8be848e11e7d7db0a6f3262a5e6a57263',
                'f2b82ef94344b1d7a6fc5cab3912d3c3067d6560b840c1c8a4245c34cadd0b0e',
                'analytics'
            ),
            (
                'mapping.performance_metrics', 'expanded', 106,
                '39a81a42a1bf62edb04ef1a80fee2dd8daa1b031089ae3c52d3b4e77b59af53d',
                '8342993c6f5ebb095ec453fe11626cfc49da1601bc047c1e906aa28562f18a5a',
                'debugging'
            ),
            (
                'mapping.prompt_configs', 'expanded', 107,
                'de1f3b89174b6ebd33084250436c8fd371e85438677de1a8cb4ba32b6ae3b2fa',
                '08b14cbc14b5501537801949ecbd2c8999b11f4c81ae9d470e94960fccf059ef',
                'settings'
            ),
            (
                'mapping.usage_logs', 'expanded', 108,
                '61be824952ba412a811090aa4b363dfcc4854aae2466060e20625e9f11ddb988',
                '9049dfe85f117615924586bd9d50dca3d446c3980fa533be1824caf55020679d',
                'costs'
            ),
            (
                'mapping.user_metrics', 'expanded', 109,
                'e55425fed451bf3ea597d9ef1c0e7a43be25d40ac8912f55372b82984d9f5a4a',
                'd63e12e66b3f3d6125363688b25f41410843ccc0d062aff1b58476f85c0d6c1c',
                'analytics'
            ),
            (
                'fence.ai_configs', 'expanded', 110,
                '2b34b038aa7357962b552451322a934b678132372a4da54bc75da9b907402380',
                '9a40298f2e484ed13f3c822086bd9959bedb1f6e9979156d58b5d98f5a46cd75',
                'settings'
            ),
            (
                'fence.analytics_events', 'expanded', 111,
                'd43f89e977ee4e72d71e5549d5a6144532813422b81b6e98968c56600f20cc9a',
                '3b39395bc4dc3d01794e08101958628cf41b78e7a7175c184c4d6cccf78b7d36',
                'analytics'
            ),
            (
                'fence.billing_data', 'expanded', 112,
                '22bcaa3423d9533300d3c7c114b740e2e02f427fc6dac40eaf82a403a6d672b2',
                '25588438a3cacca853900a8b458ef5c869be7b2c5c0af3e0885f5c2d0b4cba68',
                'costs'
            ),
            (
                'fence.cost_allocations', 'expanded', 113,
                '67af4fbfb382d5a93583fd8de0680818f03554c47d44aca352d81bc8790a16de',
                'ae2f2c9b668a9f42a3be7c47de1ba381b15438250fc27bbfec4a384fc3795169',
                'costs'
            ),
            (
                'fence.debug_logs', 'expanded', 114,
                '8db8e7b9675ef3ec2a59a1f31436fa702bd2d6e4a6c0bfc0bb492cb10c9e5930',
                '9eb605abf455f4593cbc273aa7baf4a0dc47ac3d4e5d5e3016715e4b79f83467',
                'debugging'
            ),
            (
                'fence.error_tracking', 'expanded', 115,
                '23e492b4c39a96b15ad7b2ab0ecd4f5b5f86536b0912218349db2343a2e82226',
                'bde069b014561ca983c4206050a8ed7358ecf44194cfe7605339ef9805ebca45',
                'debugging'
            ),
            (
                'fence.model_settings', 'expanded', 116,
                'ce0c417e3abb7ae75569442031d66d388745daa175f61efafe24ade492186706',
                '2330273398f9deb888b0fa6dc245bea075e188c1b1040d7491d7be50b8d6e866',
                'settings'
            ),
            (
                'fence.performance_data', 'expanded', 117,
                'b337fd3d6c5b61b8cba02a07e0f30da8009d94d9c1e8946e5ebb975ea40fa732',
                '2a5bbc7de5b186a696f03431244dd9e308130980282a1464f40790989766ce20',
                'analytics'
            ),
            (
                'fence.performance_metrics', 'expanded', 118,
                'c64f77cc08f3ec4bb696571bc6ce23dc1c88953b79f64e23ccd88d0cd75d610f',
                '698d5cecc1269ab4feb29170e2d906e5b99ba8eebba8a9f59f23b7b98f2c74bb',
                'debugging'
            ),
            (
                'fence.prompt_configs', 'expanded', 119,
                '3eb6f5b79cef8b8a41433cddb28e2ac1eb15d62db79598d3dfdf1eaafef051a0',
                '53b214b3fb10a0863b6e383a45da687edfb064ba91aad9da1727b7a7955d02b2',
                'settings'
            ),
            (
                'fence.usage_logs', 'expanded', 120,
                'e4ec58fbe27302b11d0ab2f02af7b4cd143c7a0e84494a990d83097354b83fa5',
                '464815f4c5626863ebf24ff4337f642fbc0dabda27ab05c8157ffa5b9e519cd3',
                'costs'
            ),
            (
                'fence.user_metrics', 'expanded', 121,
                'e23c691a3930aaed186693f47163aa93687a3290bde34833f91e4450c4b5c32b',
                'e9727991997cb50aefae4a01cd7ebc8a2d0a24b2b2887af8b90df5a1b3daf960',
                'analytics'
            ),
            (
                'fact.cost_of_calls', 'expanded', 122,
                '53f94056937192d53c4720978f2a3209d497a1205a4aa620e733517d77f887f1',
                '5579b3615410a23d2dfaf6aa39a012956f90bc51cb8514a946280091490227e2',
                NULL
            ),
            (
                'fact.latency_of_services', 'expanded', 123,
                'e83aa9825e5d3c1b312a59d5daaad38602989e06031e9f5d04ce8330468ffcdc',
                'f3d5287fff47fca9b10599f12e933f59d1e5f4baabd397972f5a0e35da34084a',
                NULL
            ),
            (
                'fact.longest_answer', 'expanded', 124,
                '82d31c723d6a13a41365beefb2cb8154e5ceaa03a1e47501ca07a4ab5b5f33af',
                'bf0812ae616e51fd282cd7269f4ff76d7f7ab03e6852bf6e9f6cd1da6eefc468',
                NULL
            ),
            (
                'bring.ai_configs', 'capturing', 125,
                '8b797a4b6282616467495f3d00d25e7e314c3e817d2cc4fca41e5e832c05c344',
                'd953836fcb069d0f334b033f1c8e01a3989f81444929d4640e42d1f0536282e6',
                'settings'
            ),
            (
                'bring.analytics_events', 'capturing', 126,
                '0b217f0c06cd984d8355bbcfd4acd0920804a0516ec407d5b2ed043fa25ead90',
                '89fbd0b3879b77d52d070186765cfef7690d570cf603224521408227dc578a33',
                'analytics'
            ),
            (
                'bring.billing_data', 'capturing', 127,
                '0096805dbe505a07b741547a9569fcf2fc8740ec0f44765ad3463740577e5c22',
                'fbc38fab4b3ea12ab38614fbe487ebf2db723962c9540c49f96b9a5fc202a123',
                'costs'
            ),
            (
                'bring.cost_allocations', 'capturing', 128,
                'fe4418374fb2e92a817498330843ea9081fbbb0200fa7cbbcc6efb679cb240a8',
                'e6a5c184919232c476a744d4705ea24004e5b49c1bed56e6a3ae5f3e01c5ad22',
                'costs'
            ),
            (
                'bring.debug_logs', 'capturing', 129,
                'e018dbadd137fcaf93c4f34ce69c398a652632b890486caa2b2be79b009efca0',
                '3b148fcfef392e2e181c5ebc09e16eee1d436586b3699161f9efd8603dfc2bec',
                'debugging'
            ),
            (
                'bring.error_tracking', 'capturing', 130,
                '9f23e3ea8cd037a04a502ecfbd8693fe8d7104676da3534dddf9ba41404ad971',
                '1b533adf7a95e8d324caf72daa8526ad1c4651806139988d1fe782009a8c28bc',
                'debugging'
            ),
            (
                'bring.model_settings', 'capturing', 131,
                '1a8fada0f391113d78c64502f5d61d3caa3c9af4110e5affed1faabdb5ce1022',
                'c2eafab228b33f70d540c2701334f8480d6eb2e45a3966a90919d7e4ae867a14',
                'settings'
            ),
            (
                'bring.performance_data', 'capturing', 132,
                '3c300a0879246e41113770ba649668e5966fb0db3a4d7d1cb1fb25724a839f8a',
                'dc6f9494a97694ab7386840517656bb9cc73393c8d2992fd9f06e743a0465319',
                'analytics'
            ),
            (
                'bring.performance_metrics', 'capturing', 133,
                '14c843407baac3cc33666b4d2da1e7f97f13d209d8f530692ae0862314ce9512',
                'cb083d1e9637dec621af568b2e485103427ecba411fadfe5347c8725c7838426',
                'debugging'
            ),
            (
                'bring.prompt_configs', 'capturing', 134,
                '9ca6cafeaeb3112c06c93035d8a7d3fa1b26d901a6e2697d18e2a9403c2f705f',
                'db3a02488a5d4e657c51b5ce8603a3cf43c473bf4ac7c6ca71703acad931ffbf',
                'settings'
            ),
            (
                'bring.usage_logs', 'capturing', 135,
                '5b5925dee132b39ebf093890d632e6f9fe053ebd0be41ffc89f2f5bc99fc2e93',
                '51ec26ff6547139f9d7fb7a3e3c8514c47ebc7000f1e491e66799f18ec084b25',
                'costs'
            ),
            (
                'bring.user_metrics', 'capturing', 136,
                'd2e25fcaf0297e7af09c9349ab0b7ad22063a7cad77045e0e3bfd935f833c986',
                '63d5eb4da3ceeff53fe96c0e2e09baa0ae5f2a6bc562ed5f21edfe6208562e1f',
                'analytics'
            ),
            (
                'capture.ai_configs', 'capturing', 137,
                'd7e55c5352b17f4de0d788f530a8331989a111096a5aa74e5d090db02ae1938d',
                'c1a9b2481e091210c18813c8581676534bb75df1f6b3165f24dd470a6fb79d0a',
                'settings'
            ),
            (
                'capture.analytics_events', 'capturing', 138,
                'c868735c29d50df8ef9ac39b89d9718fea003e054c7f92b527ab3486a852e250',
                '1bd0a720a3df061e9244b77862e2980b3e0ea31bed5516563517bf814410fcda',
                'analytics'
            ),
            (
                'capture.billing_data', 'capturing', 139,
                '529767468b3eeaf4038bd94e492cc8b893e014ac62f603778cfb7722642479ff',
                'eaf0787d72273b99a27da7a81f7c3bc8299cadeb29e94142c6e5c9c54dd8ee78',
                'costs'
            ),
            (
                'capture.cost_allocations', 'capturing', 140,
                '4b08f3e5a8d6534079a6396075e79c691a8dbad9a3d9554c1be82cc6ef182456',
                '6e82ee32009c7ceadfd916801b0e5d22ae215aa489e80a48e95ceb5706346656',
                'costs'
            ),
            (
                'capture.debug_logs', 'capturing', 141,
                '9f455c8e004e68c3d985c050710eae9b3947036f71d1adfb29048088153c9151',
                'c7037e0626fbc3f6f9a3564ff9c29b3ac92e64f300b421884bfad1c2b76aa663',
                'debugging'
            ),
            (
                'capture.error_tracking', 'capturing', 142,
                '4ec2d2a02bdd080d05cd09de6465cbe21f69114a673ab17cee901639580d384b',
                '8604f2eecf8f881aaceb2712ae4d295e0ba34b550a53c61d2551320c808cd193',
                'debugging'
            ),
            (
                'capture.model_settings', 'capturing', 143,
                '4b754fdce8a3c7e759697e1db16f1c035fb119442803c0da8e4fc37fe66fcefd',
                '3e296a0148bfbe7d7fbfefc144fb24ea94710c1f1c6e07d25f29dd607c169f0b',
                'settings'
            ),
            (
                'capture.performance_data', 'capturing', 144,
                '61a291183f1d65650e6c24938f9840c49988919f32985f18531dcfbf90163169',
                '1a497257127775497a6c9bfe7a7835c9b21ce97dc65419fe4e023ee4883781f5',
                'analytics'
            ),
            (
                'capture.performance_metrics', 'capturing', 145,
                '5022dfbff67a680a2ec4e57300aa60b60aebc3c7acf4c88d817f9d725b79a61d',
                '55a7d3141e07e566fbcd2622a347433924da4f43fb0b1be03dcc8bd45f691e92',
                'debugging'
            ),
            (
                'capture.prompt_configs', 'capturing', 146,
                '11d5e282036da6f81a38db9f9a0a19a387def0ae65e1677b13ac81a501a257d3',
                '9292b3ea8bcee7a9339a1fcc0c0c92c42494d5c3e21265f49f5013af8e471002',
                'settings'
            ),
            (
                'capture.usage_logs', 'capturing', 147,
                '0e5f6e6cfc629d6d13b1ffa2be5f129fb6a688901275e4de7b3c7180255f393f',
                '0860fe739174602a5b4f744d74148dbd8b1d948b1a5f8015faa00f6613ba22a8',
                'costs'
            ),
            (
                'capture.user_metrics', 'capturing', 148,
                'e2cc588cf5c5acdd5e208b266f581669afad67d2bacbb4dea7f7d6d8d25b52e5',
                'bd71c77bb31a614e1dab7906ec7d2376db9dc26033963bc1067efbcefe009dcb',
                'analytics'
            ),
            (
                'copier.ai_configs', 'copying', 149,
                'a43e11659643890485927f49d39bbeab33f377f64bdb95553bab462cd33ce826',
                '650ca10824af619868e8add1fd582d99a5fd00ab2cd365eda6c78daea7ee38d7',
                'settings'
            ),
            (
                'copier.analytics_events', 'copying', 150,
                'f9532c31abe1967937d27e29e7efeb35900fd22c937cf8e1ca84808c571e2895',
                '3e25526d9d4ca37c390fae67074123a761dc9f05056037be401e9e8bda024533',
                'analytics'
            ),
            (
                'copier.billing_data', 'copying', 151,
                '0f5bd35377e9b91c4869ecd6bdef624a756c5eb6898158a1ed819d67ece43989',
                'f0f6ce9c120e253582187cdb8e32691866326c8b62a148614052cdf52ccab4a9',
                'costs'
            ),
            (
                'copier.cost_allocations', 'copying', 152,
                '869e5fde6ee89c5dde37686cef67c8cff8f2eb7e43413228effefa59553c9e71',
                '3a7b47ba6bf5b8d6a4f9dc3e556e1f31e99593492efdf7bd86c6366e2af5b43c',
                'costs'
            ),
            (
                'copier.debug_logs', 'copying', 153,
                '7beeda361a14c36a48df68210ff299968cbdf84397ca01f48af4e600303fc7ec',
                '641f6be93ac0bb0d4a4a5fcd85551eb8fd53d243a459e0042d2fd8e1e4e2c435',
                'debugging'
            ),
            (
                'copier.error_tracking', 'copying', 154,
                'a7cd59047cc02a86529f3b1c3083d65ff40c69e42476b089f9efa52c3c2fe4fd',
                '20b198365664530472055611edae232f9505f7d8357e8ad3f7c3e5be3f308495',
                'debugging'
            ),
            (
                'copier.model_settings', 'copying', 155,
                '61053ca2e70fec2836c5d934a352d77b55c58d02412fd8183af1672a4b67ab22',
                'ff49b6e69c12cdc0f7c491f28ff6495557cea68aa8ffaf4d2a12b5f157f48706',
                'settings'
            ),
            (
                'copier.performance_data', 'copying', 156,
                'd2fa453a383efaa3a7b69dba8057caf6fd6077161de1df3b5b0d69fb5d981e45',
                '4ce70f0e285df090a4024b94f14b38986bbb163fb143227a482dbe212d063edc',
                'analytics'
            ),
            (
                'copier.performance_metrics', 'copying', 157,
                'd34674fe893ec75546bbb6811415db46abe905396ce6c1542d5b1db2eedb3053',
                '8b31a16d3c68027f4d57b14b11d4cc0c1a711477438d50833e432635feac7493',
                'debugging'
            ),
            (
                'copier.prompt_configs', 'copying', 158,
                'bc8487ae52c8cb2acc518cb49c617635fceec1a6cffdbf2cdf946ff273058181',
                '6b94c0f55a0462d027cac3e2c24c05ef5ea9075a75891a7d7a281af9ed404c0d',
                'settings'
            ),
            (
                'copier.usage_logs', 'copying', 159,
                '9f4faf6c951dc3a37936d099ffe283a92379fb132a218ea91f3480e17bb9072c',
                '5e00ff8f716f8d43f656330133e2417779fcd1867ff82af1d6c2cbce0491409d',
                'costs'
            ),
            (
                'copier.user_metrics', 'copying', 160,
                'e58e602f9c3532641f8e74d147ad8b623bfa25b4fecf5ad7cce7800e8348a6dc',
                '03d7d9138d235a9492a386199801093959a2d6e0eeae23a9ff1d21eb92945da3',
                'analytics'
            ),
            (
                'backfill.ai_configs', 'copying', 161,
                'fc81b765a192c79e4d08ddb00e29b35462fbfe8757503b8c44a571d894149a42',
                '7ca436abb611f474f5522491a9f1959d09446b4d89bcc6f95a49e71f999352a0',
                'settings'
            ),
            (
                'backfill.analytics_events', 'copying', 162,
                '8f767601dfd15b8d87c99000da4670a9d138d89b45f1eacc5324e7c9628a40c0',
                '18e87e7572ef0316adce05e7400b3c8140c7cbcfdb283198ceaf374bc0f5471d',
                'analytics'
            ),
            (
                'backfill.billing_data', 'copying', 163,
                '4a8ef4d24e8a53219cc1df268bbc3732589fd4c1132e5b2978a86ab728f80308',
                '28f18f88b5041e50d1aab6a13a873fa7093d376b411f519cdf10a39488635244',
                'costs'
            ),
            (
                'backfill.cost_allocations', 'copying', 164,
                '7e96f0474d7636d85be8cbb165cdd47175687dcd25ef7e09ee2fcfdc73fbbdd7',
                'cdd45996736baaa71c63403df6dbfdc28331ed9495b839485dbf0dd490bdca8b',
                'costs'
            ),
            (
                'backfill.debug_logs', 'copying', 165,
                'e0dc1fe1b0489b7e326da8a5f0aed973be9d44d2d47d6acc9867468bc4df1fef',
                '289dfff672444519cdba2fb413ca92d590de66811a4bdec7db8f9d45adbec5ba',
                'debugging'
            ),
            (
                'backfill.error_tracking', 'copying', 166,
                '9437c88e1880c411e29e8e5b000ec5edfe9b974837a3a66727417c84377dfcf3',
                '32e6e061d178839aa397d1aa7808b13fc2eea8823153fce3b435ce2a9171e2e0',
                'debugging'
            ),
            (
                'backfill.model_settings', 'copying', 167,
                '31ab35b6f73cd7592ecda5adf48168c85de1fa9744536ca336c20778b9f08424',
                'a364a0eb8372d381c0dbef138f1c9a4c756bef569e23fe1b27c3be7789595343',
                'settings'
            ),
            (
                'backfill.performance_data', 'copying', 168,
                '284505f783417087f083e19c41eea4aa7fd8799952bc3aa70ba07a186a15e7f8',
                '613ace834b2da9b93fb75552af56151f6b031f237350b1e14ee646058bf50a9a',
                'analytics'
            ),
            (
                'backfill.performance_metrics', 'copying', 169,
                'a1ea36d638e0eb3b203a06c19d02f48bf452b47ea1b1d3745dafcf64c4c043d3',
                '8c29e2864ca2af49c0dbd05dd7477258409855c2821f8addb5ed4b4f87a30176',
                'debugging'
            ),
            (
                'backfill.prompt_configs', 'copying', 170,
                '1a374659c2f8e9779232dc32ed2b366770e5d1ea13173abdb63d912e10e541f2',
                '4e15ba15255ecd8153d5f02470a6ffa59850d98e3310edfbd6ac2989e7658119',
                'settings'
            ),
            (
                'backfill.usage_logs', 'copying', 171,
                '863576b74d05caa7069612e5b5be8d28f737eb357aab1207e7d5ac468223615d',
                '6704745372d8b6667f8f2149231a3658419d05042780eac10065fbd214b64cf9',
                'costs'
            ),
            (
                'backfill.user_metrics', 'copying', 172,
                'ec989b773f11480becd086b29030c7b9a77d3bf6a8b1887a3aa7b60f5883c87b',
                '7e5c9426c6cdfe4d538f69c36bc9463efb0f2ae749a8240176d7907daa8293da',
                'analytics'
            ),
            (
                'index.feature_model_assignments_legacy_key', 'copied', 173,
                'b50a2d3f7b94577d0406ceda9addf16cda8f9d0612a177cb3183bee48def1fe7',
                'a4da3e698f5941840e0606de573178843bf7fe86c982b7f97c4549cabb9787c1',
                NULL
            ),
            (
                'index.idx_ai_analytics_events_experiment', 'copied', 174,
                '1f95089060e548e3e49cba9069ce6d69a4034337c8b1fdb8da1e7faf1096651a',
                'd968c259310a177a94772afc4fb303793900d3b945a837c312bd1f51d0489b85',
                NULL
            ),
            (
                'index.idx_ai_analytics_events_feature_event', 'copied', 175,
                '66783d03d7ad9343f6d1b1ad9275e4f1353c8b462b5afb8a703c9730f529ce11',
                'c1b384e65916b84fcd297965ac505c58405f3f04999fd4bc344c6c39cfbdc505',
                NULL
            ),
            (
                'index.idx_ai_debug_events_feature_time', 'copied', 176,
                '9b3c4e56a4a841791a0d23079c46f925d23b17839af2dfb75fa48f352c431da5',
                '63fcd87cd6013eacaff1ac557c1cd1c5fb155d6e4cd821d3c24a1adb77466cec',
                NULL
            ),
            (
                'index.idx_ai_debug_events_open_errors', 'copied', 177,
                '56bfb56c6d3614771d51f7c7d970e5787763937e80f566adeb25deecfe455120',
                '478795b8f3d0c1bc710c9a425256e0337ccc4e858726972b31d89b70172bc418',
                NULL
            ),
            (
                'index.idx_ai_latency_summaries_feature_period', 'copied', 178,
                '4c0e9382717be1f2e153b42ca4a6dd3711cd908ac8ddaa33d046c56a2672740e',
                'f5d1f0077b2c44b6e826fe22869303a4e4091e0c6a330c6b96a9da7b81df2344',
                NULL
            ),
            (
                'index.idx_ai_performance_samples_metric', 'copied', 179,
                '0c6ed837ba7d9609361a45db1fdadf8bbb65be873d4ea6bd9c6a42e22ae6dcff',
                'f592523ad53ab794775748ace50eac80c755af632800b489e8c2548b92afd8a7',
                NULL
            ),
            (
                'index.idx_ai_usage_logs_feature_time_cost', 'copied', 180,
                'c11f5769cbf08ad99fd90d9910aaaf710324ecdbff39b55a32838bf1a40ac42b',
                '723f95c52400aa43953597c581fafa731b2d0b4753b211c7ac69e838dab7664c',
                NULL
            ),
            (
                'index.idx_ai_user_metrics_day', 'copied', 181,
                'dd49346c927806eebcc63a7fba77dd523114bc9d6ef87f076327dece3acc3bc8',
                '5cbdaab8a74da2e4bdf89f5624afb2bc7d3f8e565ce4aa1ddb926a12aad54fa9',
                NULL
            ),
            (
                'index.idx_feature_model_assignments_lookup', 'copied', 182,
                '45ed70ecc19a93b24051bab57cfdbbaef865a2bd6e2e5fe9cc15af4f021ee037',
                'add0f981d5e6f4742220ab7a29b8ad5448a0b9a14f294429826745e461e3b280',
                NULL
            ),
            (
                'index.idx_prompts_feature', 'copied', 183,
                '7283fc959f00d9a469a6ca6300d12eba390c659c746dae5de5043b068da35ce6',
                '0433fa097c285b70427f7c29513cbd7e9b4074682607edf4562b461b354d0c3a',
                NULL
            ),
            (
                'index.legacy_ai_configs_service_name_environment', 'copied', 184,
                '4fa3ce82b39669785eb350f80ab7e00d9d26d357092b378022de2bcfce52e802',
                '21d2c35e8e21185603d99fa5ac8ac6aa4db2c5e0cb5fad1b0e170e1300ed4a58',
                NULL
            ),
            (
                'index.legacy_analytics_events_event_name_occurred_at', 'copied', 185,
                '980832d0182bacd8a66a93803c026e641394517cc1e435fe123fe2c1360df563',
                'f3fb4146d146c5b12e1310ab9d759397fb9f8ba302081f9dd2eb22fd364614cd',
                NULL
            ),
            (
                'index.legacy_analytics_events_occurred_at', 'copied', 186,
                'f24703a543584713453b5879a08a48bd0d1f9e43b60a995d20c0169faadaed52',
                '70f4e0b72a5d7cf68a1b992f57df49fcd7f544e45198168556ff0ba929fe8c46',
                NULL
            ),
            (
                'index.legacy_billing_data_period_start', 'copied', 187,
                '5b6eaefbff22e2fb7727a9d2c66bd1c3c0acce9f1beeadb2f004a1a0df2aefee',
                '4892a947647b4b51b543b1dc5d313475970c002f43daff71c19abdbb2f5f9926',
                NULL
            ),
            (
                'index.legacy_debug_logs_created_at', 'copied', 188,
                'ba89ed29f55e8682ca2de94d97fd79763ef350e55ce4a67fc858395b5172a398',
                'eaacb1acfb05eed03df4e8e120b994a0a5700c20182cfd4e0ec78090c487fa82',
                NULL
            ),
            (
                'index.legacy_debug_logs_id', 'copied', 189,
                'a714727cacfe183ffd23e3d4838d3c0c4d92cc7c96167697c9916086056457e5',
                '534c87700d2a265a437b5d019e92bf1bb51b5d0d49cded9e0cf8f4528c903eed',
                NULL
            ),
            (
                'index.legacy_debug_logs_request_id', 'copied', 190,
                'bebf1fba5e25dec2b0a2691f342cef2dba0c864c6f3e7301d4bfc3e4cda33397',
                'e4a0df2d70129b515203c30e873f5f56721dc0b4bd1286bf71b953db5a2cf1d2',
                NULL
            ),
            (
                'index.legacy_error_tracking_id', 'copied', 191,
                '197c4b641947c0b8b90ea501ef03478c83ec1b6ce76a098e12021d71c928f0b3',
                '79726816da88bf0f0ae8d0ce56abec430d7f40457b60b4a509b0f65e4348a019',
                NULL
            ),
            (
                'index.legacy_error_tracking_last_seen', 'copied', 192,
                'd664ebc2f049758c128f2bf91679d62bd915ba91f46b8a76be0f0d5dcc9e2790',
                'a2ea9a50a199d959061fab5a85daa7d4c8bdc08c83591c86fae8f0ca6aec87e2',
                NULL
            ),
            (
                'index.legacy_performance_metrics_id', 'copied', 193,
                '44ff9b074d9cb86393f00ee0fea03f61f430bdcc83818dbec717b67dc0d475d6',
                '707f22740f610a28d05926e4351201fbe6d6cd230fcd14ca2a9fb039329543c1',
                NULL
            ),
            (
                'index.legacy_performance_metrics_metric_name_9102021f', 'copied', 194,
                '99a90fe3ff8f8ef3030ee9e097449470993ca92e00f8da40a47141690e7132cf',
                '6268d127800c48aa4e9a9a896055d7c84f9602cd15b67a265b943e4d5edc0e1b',
                NULL
            ),
            (
                'index.legacy_performance_metrics_recorded_at', 'copied', 195,
                '9bf77e85fb179a3eb9f54114b55f43137121386430247692a79bbf3356a017b2',
                'a2033f69ad174631dcd22adbd8c6b885d1787e937788d6b21c3eb8e3b89fd222',
                NULL
            ),
            (
                'index.legacy_usage_logs_created_at', 'copied', 196,
                '6ef3cf32a6e5939a89b3d682389eb0c3494a0dbbc0c0d9b2aec316f6fe6e123f',
                '7534d0ce2f3ea84edd348b5ffb62b0c09567b7412f31148efd9c0965eed86799',
                NULL
            ),
            (
                'index.legacy_usage_logs_id', 'copied', 197,
                'e32bc6b447b0911d14fab04360bde847cebb1f6eeffbb71a14fdc7f0dd14572f',
                '9cd61a644ff1fb184b411811c2888a1bf3f7b49dd93e37c45074e16a091cd420',
                NULL
            ),
            (
                'index.legacy_usage_logs_service_name_created_at', 'copied', 198,
                'fd710802ff2d0a3a2c7ef8fe238a64ca3385bffe39bd70d5268e02016cde6326',
                '65b3f94960957c480e64642a72e8a7b2a71c308b040653a7c47fa83319dffc8e',
                NULL
            ),
            (
                'index.legacy_usage_logs_user_id', 'copied', 199,
                'dc2727df603f90a3cea4543ab1069f5175a05ed65a9b080e772d0a5b364f9d48',
                '6fb25fa651010e22977c00eb794360c820990a90dea8ba7c649e10e355694afe',
                NULL
            ),
            (
                'index.legacy_user_metrics_metric_date', 'copied', 200,
                '3ab5b4849652632af1712a77a321a1cacdc7f5d8497c4076c11209e9e9ca72f6',
                'ae0b81800e031413fc0e0a58b8bfec35eb670dfc3f66ff46012a6fa7e7955bcd',
                NULL
            ),
            (
                'index.prompts_legacy_key', 'copied', 201,
                'd16c235eb360273552112a506ddf0958c7f5ea80040b1cb922af5eae9952c808',
                'bbccd12955e6d793acb8db3a676d2f3c5b1a407ecc92f0dd439f736936ae0bac',
                NULL
            ),
            (
                'foreign_key.ai_analytics_events_feature_id_fkey', 'copied', 202,
                'a0db081743c7955f6db5009b418f26e8fd93a1945d3d2d2d21bf9a811f8d93c5',
                'f5220784175fc0283d1155bd9290b6e6f1e1ae91ddd8ca83993a51ee27a2eabc',
                NULL
            ),
            (
                'foreign_key.ai_debug_events_feature_id_fkey', 'copied', 203,
                'fb6eecdb722e823eb0217f579f1f3a4ac55c09639d3addcc54ed03070757ba21',
                'ddcec4e7c553459097cdf5a002e88f7d3f67eb48f1988453ca05c95fface55c2',
                NULL
            ),
            (
                'foreign_key.ai_debug_events_model_id_fkey', 'copied', 204,
                'f0380b65d49427509b071bb7d6966053efdbc6f8f8f54c1c26611f908b4926ef',
                '64d1e661beea770e530feba75a29d031a49810038c09289ad4abc892461ac671',
                NULL
            ),
            (
                'foreign_key.ai_debug_events_provider_id_fkey', 'copied', 205,
                '00022cab809c96f03522545761052b171ac1aa20b5137548d774dcb02f1ece92',
                'b57ceb23b015e07b1bca4a5dc5961a7d1172b035f5e4c7eeb41b73a83c9a839e',
                NULL
            ),
            (
                'foreign_key.ai_latency_summaries_feature_id_fkey', 'copied', 206,
                'd62628e5df974b205ef86a650631c800919992ac4b16ed75735c5ce48ce3897f',
                '34f0b7b69ddbdb04a1d71b8772ce05b04e3858887bfcd8dd025073fb84ace1c2',
                NULL
            ),
            (
                'foreign_key.ai_model_prices_settings_id_fkey', 'copied', 207,
                '785be23f0b776cc5b6c0b1f018a479c80ed4a9bc7e18ead1e44f8f5966cd0a03',
                '498b174a33ebdd1641760689a438ffe411d581a64ef806326510ad95d9f61f78',
                NULL
            ),
            (
                'foreign_key.ai_model_settings_model_id_fkey', 'copied', 208,
                'f7f673b66c8c9de87802fae6d8b070c7d2e0e0794a458653d33dc4f0b37c0ee3',
                'e9572630dab84f7d74cc91e6b3dd84b552a08d7e2edd29861c400fde866c3adb',
                NULL
            ),
            (
                'foreign_key.ai_model_settings_provider_id_fkey', 'copied', 209,
                '18d67fdc9d82498954259beaffc261a369a5ba8f513f3c2affb6ec8208c009e7',
                'cba2fcc93f60d0fbee96fe8eb32037c9bc9130e913885eaafbefc176f134e411',
                NULL
            ),
            (
                'foreign_key.ai_models_provider_fkey', 'copied', 210,
                '01657c082e83e2665617293bb0136ecf59cadaf2a232322d8880cfda32897cd0',
                '7ca21af8c3ec051830c9ce499763f91e155c1f4dccafe13e0da9816c908e70d0',
                NULL
            ),
            (
                'foreign_key.ai_performance_samples_feature_id_fkey', 'copied', 211,
                'e24b299b22b45be12ce0e0f9b7d061da7038f454970545f9d2a4a79bce8d9f7f',
                '6d72b8663511bd0a0b4f0927fd984162f3dafdb7f85bbac8d0f3ba7ec5351de5',
                NULL
            ),
            (
                'foreign_key.ai_performance_samples_model_id_fkey', 'copied', 212,
                'f5906e9f325cbe0fc21ab037d90ce1439b8dbdc79056f1f9f31667ad0e97a48e',
                'fe2ec6699e7d573f3627466f05a68806a10d67404aa4c365c093cd61203839d4',
                NULL
            ),
            (
                'foreign_key.ai_spending_allocations_feature_id_fkey', 'copied', 213,
                'd693135e29e97f5ab88eb8fa77734333c29d62b3c28c8847542b1182649c7670',
                '5e0a08bae97789360a24b3e2c4d69593abe4a760d49407d2d6f0a9922397078b',
                NULL
            ),
            (
                'foreign_key.ai_spending_feature_id_fkey', 'copied', 214,
                '9d4d9699f92d7fdc0a4f846891e21b7934713164f8eb9e7ce86998752f2589f3',
                'd04865dc2dcf029813312f94410f174f23e1fdd9422545ff964337aa3cc69bd8',
                NULL
            ),
            (
                'foreign_key.ai_spending_model_id_fkey', 'copied', 215,
                '2f6252e5c7cac6c8258e5faaf7f96165e91b049acd1fd116e660f9c1cc95aa61',
                'a3153fa73be8b2ac24fe901c595807b54e1c4f51ca00f7bc97c70f33a2ceb152',
                NULL
            ),
            (
                'foreign_key.ai_usage_logs_feature_id_fkey', 'copied', 216,
                'eb02b9d2b3eb4e4c3a9c1e443618c7bc3f5d4280a0d6c96592a7777f5ec6c85e',
                '229d8e731bb456089525657176903e5ef3e52027f5778456cb99afdea36653e5',
                NULL
            ),
            (
                'foreign_key.ai_usage_logs_model_id_fkey', 'copied', 217,
                'dfae45d77f5e4ff77fe494da10ba8056cd127bd759675abd9e380145a48f68bf',
                '5a0c8eb554d841999641224c1c50b51a3c4a952a098ce01005642bd69d0e3a18',
                NULL
            ),
            (
                'foreign_key.ai_user_metrics_top_feature_id_fkey', 'copied', 218,
                '7fbf4e528c15f39c53a03b71a02f2d848252a9a0d8a59fb6f907bc274749a124',
                'f6372c63bf00ac533cfe3197744bede73f8a823af74438d675b4440be2432322',
                NULL
            ),
            (
                'foreign_key.feature_model_assignments_feature_id_fkey', 'copied', 219,
                '478d09986756e4c8cf4a1fbe309b3f35451c98289e4dbb0fcb520ea9190226a8',
                '6510bf3b40e7cea0a278924f73b153265d9c7d7288dc2b9900339ef040432e4a',
                NULL
            ),
            (
                'foreign_key.feature_model_assignments_model_id_fkey', 'copied', 220,
                'ecb2be9e34c5ed8dba33641bf911fd92c7852f213d382cabc76124cde71fbcf7',
                'cc581289e2aa1e4c7e98ce1138889c876463f2a9fcb3a6960914dde4d4bd1938',
                NULL
            ),
            (
                'foreign_key.prompt_variables_prompt_id_fkey', 'copied', 221,
                '248dcc3546b3b482ab73867e5f3d7161494631a575edf747cd4933675996dbb4',
                '6d410b86d18bd618f6e0a50a492e10b56ec6df0efb5ec8cc8b975418c10da56c',
                NULL
            ),
            (
                'foreign_key.prompt_versions_prompt_id_fkey', 'copied', 222,
                'a2e5bef4740b590f7edc247ef1c6b320cc6970daa364949486aeb72dfe67900c',
                '37f8ec43cb4b759404b06445b80696025357c1e277d71727ecaf7329a4d98b54',
                NULL
            ),
            (
                'foreign_key.prompts_feature_id_fkey', 'copied', 223,
                '4949c82fbf7eb111e933e962e8cd42bf6c948be6b5de4d96a16802bfddfaf1e8',
                '9603002eeea9f3d56db52977566c2b946255c2bf739939a5869373bf0659d3e9',
                NULL
            ),
            (
                'settle.ai_configs', 'copied', 224,
                '4604cc7eecf4cd28b70b705401f580ac07dfdcbecb699d860b60edc15ff9c826',
                '954813c0dfdfe63f10e133b6da71706af70eb084012050a186600bd2e0552a06',
                'settings'
            ),
            (
                'settle.analytics_events', 'copied', 225,
                '1eec2e213e62d501882da87f81132442a0e349bd98ada19fd44ae0dbb0feeaac',
                '234d0f3dd25019cb9c0f8859830a98d7cbc0b34baf68ac9aab8354fcc0e76760',
                'analytics'
            ),
            (
                'settle.billing_data', 'copied', 226,
                'efb69e2224c0bc3f6df505b8ed16ca40e4152d5608f3d5bde089f34d1d3b197a',
                'ef7ecb282ebce5efc399aaf9ab23ad99f4464aafa7dc587eb2e4b83759205c94',
                'costs'
            ),
            (
                'settle.cost_allocations', 'copied', 227,
                'e0a7a331a347bff96bed00b4a515cc5a2261f058a274972d14ea640e67236a6e',
                'ce139596705f022beeb1448bb9a049db692c9d9626c9a11ea5463cb6587cea39',
                'costs'
            ),
            (
                'settle.debug_logs', 'copied', 228,
                '3622e421dc01f44f3b2cabce2ad1591facf3773f742aea04823798e14aa07254',
                '345d9a3956bdb99dad6e2a21717344d8c6ef1e4900b361eec98a9640c907528f',
                'debugging'
            ),
            (
                'settle.error_tracking', 'copied', 229,
                '340db3964d19d5ee52df3ff7efd7b408cca7e8f7ed43640f4420c61a3ba15a96',
                '9c6a1f7d3eaa26a8358db03565b9b12ee62d25e80b2a41812bae786de5ab165c',
                'debugging'
            ),
            (
                'settle.model_settings', 'copied', 230,
                '4702f65b2d8a2e3299a4a8ea4a5b525475018e52720702e8f371c41a4ed4acd9',
                '7620c07481fa2f624996e32f366df26ac357744d6136922fdbc9b7746db38a5d',
                'settings'
            ),
            (
                'settle.performance_data', 'copied', 231,
                '0c460795e184fee7b5a6249160e85b12404c46ea99726961ce7bb2316a4e3871',
                '6b40249415b7cfdbe56a5960d59ab4566b09a866b54eeb4901a38f6cd0c24fff',
                'analytics'
            ),
            (
                'settle.performance_metrics', 'copied', 232,
                '75300645b41e562192dd2dde086db4f293e45ab7d376fdd1d26e1ce3db96fd7f',
                '28ac9a0bfcc93dba0bf7e3b3147bb3554b7d6c2df06482e707b261078d16c19d',
                'debugging'
            ),
            (
                'settle.prompt_configs', 'copied', 233,
                '055bb93123a286d5daedac0e8b08c7c8d3d8d9cc0bf5e36d1dc6c03251106c7b',
                'ec05460464aa0c648d3e307aa849f20e473b92d3de2c70730d0be37a93992013',
                'settings'
            ),
            (
                'settle.usage_logs', 'copied', 234,
                'bafaed4109ce7a2d52be0e184648c3bfeeb7458270813e1346d4e50b4f2a1d31',
                'efaa51404143672dbb7423e9deda3c6bf47734ecd7d8fb59597682794fb9b86c',
                'costs'
            ),
            (
                'settle.user_metrics', 'copied', 235,
                '6953a5fbc861ca0856ffd59632f96a10bdfd24ff42ece8f4a6d942f7a7394360',
                '1546196546a0062d10ef65232222e1d5cf7a05cef99a32af95c1bc3cbaf9b0ef',
                'analytics'
            ),
            (
                'restored.ai_configs', 'verified', 236,
                '97ab0d5fb14a1f058d0a691d498fae885ae2fa05a09f7833bef3e594206566b3',
                'f3f610f6bdbc9153cb457f521ce2aa9a38153e406494b46f35cf2c97ff28f59e',
                'settings'
            ),
            (
                'restored.analytics_events', 'verified', 237,
                '4c7145695d72bf65faade641a517434b5eb946c6bd9b8d2c6a2fb4e6e9493613',
                '6224b6e61be365376b3c84c59d9231c42dd61be0375c2bfe87371586009484c8',
                'analytics'
            ),
            (
                'restored.billing_data', 'verified', 238,
                'a324cab6dca8846e54997d66d77878672f2ac37ebf99ce9dfb699fd55bd85377',
                'bbb637178807a9649c6180c9fe574e1c4c30e789d55abf34e9869a98ad24074c',
                'costs'
            ),
            (
                'restored.cost_allocations', 'verified', 239,
                'c57bdb832782c1777c9aa2ad24e691c222388ff9a351cf29900fd520aeda8013',
                '296a0c0e412cea41249cc059aaf02cd97ad59f418808807dc02b8d0b70e1fc34',
                'costs'
            ),
            (
                'restored.debug_logs', 'verified', 240,
                '1f0083408bfd25603e4bbcbc310d1fba4f48ed9b87aa43ff549a414b3e754ef4',
                '3acaf61752e68e9e39c0c17bb02e949f6dc2fb06a715bce467de512695280161',
                'debugging'
            ),
            (
                'restored.error_tracking', 'verified', 241,
                '9139c7aa597b340b0d0e6f79cc144fa3c71d50a2f3d684a6d5eaef148100f13a',
                '723d4db8cf7a446ee2146f5443e36e1f6dc9daaeb89f1888c479c92e52a05bbb',
                'debugging'
            ),
            (
                'restored.model_settings', 'verified', 242,
                '604cd72e0a49f39e44ed9619cf847f0dabd93edfa33cf0f735e6c61381c5986a',
                '408904a623ab963579502829763239543ab373f294729ed6430380beae26a717',
                'settings'
            ),
            (
                'restored.performance_data', 'verified', 243,
                '7826229e163997f879ad9bd3e4bc7739fca9230cfd591f83ec8fc2d62e1f31b6',
                'c78b75ed07e8b88dab36e4818ff0e56302d504b0c697caba62655c1fe27c3e74',
                'analytics'
            ),
            (
                'restored.performance_metrics', 'verified', 244,
                'f057426b548a75607dc16240a0f6405d05935cfdb4db1318af369309f97555ee',
                'c4a5a4af977c4d8519c3a8c0dae011a47bc9057e7aed647ee95603eb5ef181c9',
                'debugging'
            ),
            (
                'restored.prompt_configs', 'verified', 245,
                '98b486d63211b9edae05e8158382cfa48c4f821502b751ecab1044a39070d9de',
                '17f11ae4688ff4ef027fca6b48631f15d81049e14f684053b40a801a0e0525a5',
                'settings'
            ),
            (
                'restored.usage_logs', 'verified', 246,
                '96dc01c58125e396542d7856ea9c04efc6cc3467c177acdcfda50425264bf462',
                '7cc62ba42730e672116d10b3ee7c6a65a5d3eb29da39e41a40c61b9a457cd87f',
                'costs'
            ),
            (
                'restored.user_metrics', 'verified', 247,
                '0a19ae427c333a2c43ac96f0a858597943155b7de3dde03c7156b03afdd5efd2',
                '49d3fa361b4bf4a41da1426304c752b58ca78ee365306e305541632d519ec743',
                'analytics'
            ),
            (
                'validator.ai_configs', 'verified', 248,
                'e10ce3e41225467724e1305fd162944faa9b5e870ba7020c2b79cead4592efa9',
                'cc5b9208f3fb4bc447483b2322e4d4569bba712452c5e88e722ca01abc0a53f1',
                'settings'
            ),
            (
                'validator.analytics_events', 'verified', 249,
                'b76ea0ea6befe958d244c3c1309a4c8be9b66cfd499d9311083dac27437c989b',
                '02defaf2255aea6d5009e708261a2ea2d3218768290a3173506f8396f0e800fc',
                'analytics'
            ),
            (
                'validator.billing_data', 'verified', 250,
                'c30a9bc16b1c942149624042d0047c7bca71affc777bdb9064aec63a98dd7d17',
                'b9355e62ccbd896eb73f85c00053503349aa6cb01d730ec7586fe50fa21f9719',
                'costs'
            ),
            (
                'validator.cost_allocations', 'verified', 251,
                'e10604ab7343e24600851a57da1dc1ef77ace2fd674e0b56730b22a5a6e18544',
                '46944813664f1608afed68a33dd5b3f70cc7c382fe17d30995c9579590ef0fa5',
                'costs'
            ),
            (
                'validator.debug_logs', 'verified', 252,
                'e7c7215098cc83c54b673a9aab578e98eb10d3073db629260fd95ff206a14f58',
                '020187756470c9dc481e4b86bfa028a000b64519f05ffde107832f244c803e01',
                'debugging'
            ),
            (
                'validator.error_tracking', 'verified', 253,
                '9a33d2ff305aa32a422c2b5488a4cbd5736268859ffb287f3d34cff072eb6652',
                '77495a7ebadd1c9b68becab1eef86357f70986d8c7b41c5e7d4c68d41fde1b6e',
                'debugging'
            ),
            (
                'validator.model_settings', 'verified', 254,
                '43adbef0b6e8f2ed632336800db98e3c2edbbb902b6d16cdbd1cbc49432fc9e0',
                '18d0ea124831121f8247f16516ef5eed01d821b78100b318eb79716a3d4b5eba',
                'settings'
            ),
            (
                'validator.model_settings_ai_model_prices', 'verified', 255,
                '4d16649d8fbb116dc49347a94440d6d51cf9281f1456e7d1888e137abd7152e6',
                'b620ba48da8df3570f0c9a772d81ba4f989ae98fc929be65f5121390dfb0e088',
                'settings'
            ),
            (
                'validator.performance_data', 'verified', 256,
                '99d9e34d2fab77552fb8aaad99db627c3357f36cf8c78612f303512d8ba781b0',
                '5f3b256ae1a66b7415285395fa81bc931d37643539a75053809c49ffdb79ea6f',
                'analytics'
            ),
            (
                'validator.performance_metrics', 'verified', 257,
                '114e5c11a8fe9932b6d015221cbce3772bd238c58c45fddc323741f745bef84c',
                '3b2614bf959bbb1e3b6ea0b268b12a2e1375f0a3856bda9fb8e08ac140bd81bc',
                'debugging'
            ),
            (
                'validator.prompt_configs', 'verified', 258,
                'a5199ae2b4bc7835a00afa6b3d6c07487d607dea294376dc8d0cadac1e7c4691',
                '915363253adbfc79a34930933cdccd6d233d2be078b3d280a036291c17e9ea53',
                'settings'
            ),
            (
                'validator.prompt_configs_prompt_variables', 'verified', 259,
                '931f13714fa19601d4f4c5b51dcf70757ba00d1bb633f663bae620127f48e9f2',
                'f9be3dea94d924df2dacceb881e11508408e154fa8cddf09716580f341858e8e',
                'settings'
            ),
            (
                'validator.prompt_configs_prompt_versions', 'verified', 260,
                'a1d4b17d180d93f79cb5a8531d3ee91bf75c53de32d8596bd552d4e02eacc939',
                '44e9b930285980b53e3118f2bdbf943b9c414834279c22a781231476e82789ea',
                'settings'
            ),
            (
                'validator.usage_logs', 'verified', 261,
                '8fe853c4e495fe7024c24f1ec11f6e712197d0b568f14339c619aefafa5ca6e7',
                '45b5a0d8ec27bb6567fccb3ac64d06bb3a84fdb707909a759b393a35304aa18e',
                'costs'
            ),
            (
                'validator.user_metrics', 'verified', 262,
                '015dff8d9775b15ccf5040491a18dcfa2093af43c19fb9846c6e07e0f1fd4792',
                '4e24df33e474e263606d813cbca248a2519b9ec0505511b5e5af020a3206d2ff',
                'analytics'
            ),
            (
                'validation.ai_configs', 'verified', 263,
                'ca832f39225f2addc9028af70bb7d635e39a485141dba17c35b5631fddc092cf',
                'd0fd6fa26caad542b24cebfc8505339e34a9290fd8fa80291afceb1377533103',
                'settings'
            ),
            (
                'validation.analytics_events', 'verified', 264,
                '61eeb67bef05f61eca9ecc8d78a6537e199583c0e8958b58ea9e59be20de57f8',
                'f2f9595945f9971ed41f5704443a5e7447580bf48d89424685024adb75cb073c',
                'analytics'
            ),
            (
                'validation.billing_data', 'verified', 265,
                'e30e8cb76a2608b4acc0957b2392b9bc092150f11b3d7557feb2e9c9c5546194',
                '7e0f76eecfcf0e4d228a19f50ef5cbabc475fc9dba4cc46588a57b9830cd970d',
                'costs'
            ),
            (
                'validation.cost_allocations', 'verified', 266,
                '53c97612c4f7191e0c537640436f69ee4ce7769a6a5a613c2f89bb1d27ce0616',
                '8ac23747bcf2f01a2be4bf8b897fefe9b20c10c90b595f823b91f5fa5e514e21',
                'costs'
            ),
            (
                'validation.debug_logs', 'verified', 267,
                'ded8477b7259265986a45fc63c68cd6f80af64fcada7b6d1459616459fa52218',
                '4818f63d917c5883d30221861ae8fb501c8bd7f3b833a80ad499ffa3ae909f72',
                'debugging'
            ),
            (
                'validation.error_tracking', 'verified', 268,
                '7ccf0be738da92d06531f9126b5abdc5c699e6c9ffdd1103ee8a91d8657a7537',
                '0469e760c61e0e1a8de7ca7c762f1f672f6ee65717494fe5022f81aa07b04ba2',
                'debugging'
            ),
            (
                'validation.model_settings', 'verified', 269,
                '060812003d0d1edad686c2f4a800b4996f36a55ec7ed956bf84e90b982c35a3c',
                '8ee2f5def705ae0ddedf2aa3d48251191c7c9e28cc63765c8d38af369f80716d',
                'settings'
            ),
            (
                'validation.model_settings_ai_model_prices', 'verified', 270,
                'cf1b3c04235b8537596c6e3c2727a83703fff68a26bfa58ea88660bf430ee3f7',
                '3ffe9cd0125ea542e779a1f675106cb18cef35e86ef56fcb3d0a4f8629ee978a',
                'settings'
            ),
            (
                'validation.performance_data', 'verified', 271,
                '55876242850c86f32c46f76efa0c4f786acc6dda0d86b7f11b25f5e55f4caf8f',
                'c10b1a2e3e736a6948bfa9de4ab1a43c09ceb4324be88b6960a2e87e66cdb7b9',
                'analytics'
            ),
            (
                'validation.performance_metrics', 'verified', 272,
                'f2039e18fe026e85be11543650cbf117cc504f8844045a9e778e82232c8acd57',
                '127b09e421cefa4e2248fe46cff167cd30d66434e097a534f0f7621730f6f9b9',
                'debugging'
            ),
            (
                'validation.prompt_configs', 'verified', 273,
                '854ecedc2ccd7654372515d432882c136f44e20116e0bf01e59b572ab058d63c',
                'f4056ce4cfed90ffb033177cd95e68a8757864351363e21904bc9a5c86c94663',
                'settings'
            ),
            (
                'validation.prompt_configs_prompt_variables', 'verified', 274,
                'c13d141776a07f00597058e028193297ddc12a4305a702b9c4f5be2485f3ac1a',
                '784c7146fdd22edd586b905eb08865c18de150c76a25565b3fbf294c107442e6',
                'settings'
            ),
            (
                'validation.prompt_configs_prompt_versions', 'verified', 275,
                '863fbdd37deabfc2481e9454f63425037a9a0dae2b5c2c18edc1bd445343505b',
                'b1972b6b3493da4b5e948cfb2f82e8ebb78ead3c43ebc3c5376979bec0ef0218',
                'settings'
            ),
            (
                'validation.usage_logs', 'verified', 276,
                '96263782341d6e92bf1ab421c25bb1df77d440ea2de41cc61c79f034a5337886',
                '70fe7cfe12784a31a127c6e4df5d1beb6788e8124c28985a6c61d224e1a55064',
                'costs'
            ),
            (
                'validation.user_metrics', 'verified', 277,
                '6a3ca2857617371dac484328a0f7c6d619937da9a289a75461e304ffeff6a784',
                '519bf009183f8ec153870fa9c83ae1fb790c04a88be3a48f5eb974b39897de84',
                'analytics'
            ),
            (
                'fact_comparison.cost_of_calls', 'verified', 278,
                'd6b4189bbc15a32b4c9d8a4aca514f3c6bb866ea596ed652aa6102a184aa28f8',
                '9491988a4b988f5f9943078a57f96332dd4a4e2b589dd31882132cbbe5f752d9',
                NULL
            ),
            (
                'fact_comparison.latency_of_services', 'verified', 279,
                '6fc5825eb20f8529f5a03159d2fcca62685254d2578ddb50ee38db3545f354b3',
                'b8b37dd21251dd9c41e82e43351f5954107b6a4c18be1d01b139a22b0ffcf5f8',
                NULL
            ),
            (
                'fact_comparison.longest_answer', 'verified', 280,
                '12371315729fac68adec94bd29a8f7dae9beee5e51196e4fbd3173e73cc5b4dd',
                'f9fd09480cab1df73548a64dd82eb54837beb1b9ac1435a86d9f4cbab019f88f',
                NULL
            ),
            (
                'names.ai_configs', 'verified', 281,
                '9da8dc817bff2827341346075f599da708aabb3856114a47f2f890ec18009703',
                'af2d053dd1fc233d161f0806cf9118159a75798c777462b497c933569d6d27ac',
                'settings'
            ),
            (
                'names.analytics_events', 'verified', 282,
                '265bffc318feba7087d9533fe70d37560dfabb232dc59e834d88868582d07756',
                '29a268576750b3c8619bc85a3ad72c59dcb357073e7a7c26b6ddc4ce24a674ea',
                'analytics'
            ),
            (
                'names.billing_data', 'verified', 283,
                '7c0f38b52c735c415823ef2f2f6786ce4d630247b930655b215f20927dc0f5dd',
                '0413562c1b858b11df54934ab4f09d438b1916e832c8f87dfa0448117ddae467',
                'costs'
            ),
            (
                'names.cost_allocations', 'verified', 284,
                '63bf945e774aabf5f02c1217e7942ca7c767638608ff82919840f776c911c8d6',
                '9140eee9f544785ad9ff9bd8600c84e7353ee45163b1eec6b8983ef9ce8cf760',
                'costs'
            ),
            (
                'names.debug_logs', 'verified', 285,
                '371404bdf672c2213097dc3ad3bfd8043a63692c9636b8d1a861ef5198a178c4',
                '4c0c76008e4abdb1c7455a01764b4b9a6fd8b53be76788e96069e37859e1acaf',
                'debugging'
            ),
            (
                'names.error_tracking', 'verified', 286,
                'f748372fa1ba03e5c910651b2df4157c9418c5b0aceed1ce5008345e214002b2',
                '537f8d27f18c36595aa47e7cd7402acd643729fc49f01ef8f9a1d0e346f4e2e9',
                'debugging'
            ),
            (
                'names.model_settings', 'verified', 287,
                '7b848768fa722cfe343f9bc6d036b6757fe2b07ecfa47f72051d763a1abc0e83',
                'ff6a3be7c77b2906264314df7e82ff1c2fd3bc28a50d00a9c92b5967d60f3846',
                'settings'
            ),
            (
                'names.performance_data', 'verified', 288,
                '32709b3e9f0c5bd979046e2742587ec04beb4e283bc50f5c06e150ed1e707fb5',
                '70ddff4818fbb344ee1b0551f727b24142850faf58d79712ec9038120b63933f',
                'analytics'
            ),
            (
                'names.performance_metrics', 'verified', 289,
                '5e09728e4cb1b8f5f39d3b0d3e038967b1b5cea2545b2ccc017fad354932a43a',
                'cf98bafcbd575b9da6bf97903de49e013c76377a1304ce6b6d4bc83b9a3c7c9d',
                'debugging'
            ),
            (
                'names.prompt_configs', 'verified', 290,
                '4e52ec97a378452d1f85cf47965f7932c470046bd6e81a758e5f099aa8afbb36',
                '3ba9bf2ef42b671d6b2d1d6a6fd31a9068d53863bf574ddebf5f501960ddf248',
                'settings'
            ),
            (
                'names.usage_logs', 'verified', 291,
                '87e12864631e0ef60fb6396783a829d43d3381660ff2d3b8f98a96783f777fa1',
                '12bd4e30b02525ae6e1085c3407f5cc46590ceb8eea249d7ac39ffa101ec6eb6',
                'costs'
            ),
            (
                'names.user_metrics', 'verified', 292,
                '63b5ead3cfe372f41e618ebd876dc10c45c9db9c85a2a6db4a770ff3429711b7',
                '1e0764e141795d911c7b3ff774c1a6c35ca6d7fd6c97812c0a3dd7cd90c3efc5',
                'analytics'
            ),
            (
                'reconcile.ai_configs', 'verified', 293,
                '3bdc6a14280e1f02a9149593d592bf0c0fc00234503715fa654f5224a42722e2',
                'c1bdc6a4ff0629c53ef951eead35d3e45f1eaa429b8e0b0fd4bd0436a5bfa14d',
                'settings'
            ),
            (
                'reconcile.analytics_events', 'verified', 294,
                '994eb00c9b2649a8f3d5c9edfe1707e1e9865e6e3977f5607c54394c59e19465',
                '04a8ab538bae75a5d6a7fb7ddd08bbe9d57a8531f9f4830daccfeda821d3be2f',
                'analytics'
            ),
            (
                'reconcile.billing_data', 'verified', 295,
                '4cc0f7aaaccc2e20c6964949ccc9c380a27844342515152a1dd5bdf5383f7c0b',
                '72f5b3b5b5817f3954fda0129478747845505f7569a5d423e5582ea915743eb8',
                'costs'
            ),
            (
                'reconcile.cost_allocations', 'verified', 296,
                '1fdc523c436fe6a2a15c1da83ef7a85e60bf0ed7d604de4707b1295c3fcdc7e5',
                '8dfd9e17e025abbded18246c129e352fe8b8ae78a8f505a16f68edeaa2ee14f9',
                'costs'
            ),
            (
                'reconcile.debug_logs', 'verified', 297,
                '5e7ae14bcbfb5896df29bb4aa816247e92efa5d90e2714650356e46766060a24',
                'c92bb20ae0533cd115e7f247b4762525267bacc829f54484e3db6cc6cdf6de95',
                'debugging'
            ),
            (
                'reconcile.error_tracking', 'verified', 298,
                'ebfa5685a30485e9fed794d7f8dd08f9578913f9682ecfa445074dff5f47ca31',
                '30ee656ab2068cf3e342e2cf11382219ef1acd600043625352e2b51343830f52',
                'debugging'
            ),
            (
                'reconcile.model_settings', 'verified', 299,
                'f752704059ba049a57c2e9d1beeb4af1ade8da995305dd9f80451322f1d2cfab',
                'e9db731390531646f33bc5aadee5c09515116891f28c1555484757ca5df28f93',
                'settings'
            ),
            (
                'reconcile.performance_data', 'verified', 300,
                '5a8562998717ab2c95c31abed96e004e30b8fbd0c908e2a95fb63060f7f3ad07',
                '8f4f42f5c1a20800c1792341c8510726c222bb3e9c1c12ccbfe945b7f3543233',
                'analytics'
            ),
            (
                'reconcile.performance_metrics', 'verified', 301,
                '0847f6d1ecbf678426ce17cf3a8f9d43fe1a3fee89a985f0d02658c2ee13df59',
                '77353956698b1ef06b0d35bcd7934093ca6e460250c82f7dae4f03c2c45c084f',
                'debugging'
            ),
            (
                'reconcile.prompt_configs', 'verified', 302,
                'ca60e6ba7bf64076fc887f01b33943e299d067d28660bbbecf24e46543751651',
                'd437d8c1195d7043c28610b240fc19cb36c15dc795338556e25cef383394ad21',
                'settings'
            ),
            (
                'reconcile.usage_logs', 'verified', 303,
                'aa43d7078d6612a3a88647f0a622a5f8ab3af6b790c9676f4fb8b50cf2d75760',
                '05c01a42d82a64b1f12a7e0ede51fdd344a63a7c73f563050577098033e47dbc',
                'costs'
            ),
            (
                'reconcile.user_metrics', 'verified', 304,
                '578ce9980df34a0771e9f6454f3f9becf139b84b081f78fc5d32798f91c4ceeb',
                '9b67ae4913056ce8d44c9edffe69ec5d7880497a4d5bb7ae694009f2d28d7261',
                'analytics'
            ),
            (
                'reverse.ai_configs', 'verified', 305,
                '3a10f9066f55f3278a99b63deb03ec05664ca56382674babdec7e4d13a1001d9',
                '252f5230b8ce4a2c1979535f70ea50cc2409084b7033504a6e46f52e3646d4b4',
                'settings'
            ),
            (
                'reverse.analytics_events', 'verified', 306,
                '1521e601b4ecefa79a50478b36c3742fccf8aaa44f8749d484d28111e693b04f',
                'a634b32473e4c44fac5a139cbe9b512a70381dbed2b031f6d7a35233382da2bc',
                'analytics'
            ),
            (
                'reverse.billing_data', 'verified', 307,
                '83e97a8603409f529ff26a0df74fff9168fd797939ae780bc0781d48430c309d',
                'e56dd392317b765c0c867579873522fbd60bfaeb86b803babce5520650bb0427',
                'costs'
            ),
            (
                'reverse.cost_allocations', 'verified', 308,
                '8dcc94984b349e71cbc3ed6cd36c91e935974df3316b3d14b893d4aec1698923',
                'acc540ba4b94c084b4e3f9e073461aa75b4d2f3e561a3c568d366804ffdc0222',
                'costs'
            ),
            (
                'reverse.debug_logs', 'verified', 309,
                '2ed0391f732d75e6b6b04ad84d44376e810ad6ca27e07e52be2d020f5aec2018',
                'b033f7b7c6f156a1abce4857e7794807462c1528d6aa889af5cfbf52cc4c230d',
                'debugging'
            ),
            (
                'reverse.error_tracking', 'verified', 310,
                '77e08b6b833082b5eb4526ddf83ff8dd8814b5f3d987c59888e07ec82210c38e',
                'b6a6baf2b0ed733e5c8e786b4ab8970f6de064a17096829bc5e4400e8969baf3',
                'debugging'
            ),
            (
                'reverse.model_settings', 'verified', 311,
                '4cc2957dd269fbff08145a2e9d0fad03e37f824ce5aaef076bb1902c2a41a279',
                'e6e5446185f1e8610d6f183bcf1d74738816e9f6787cfe0ef719cad0889ca91c',
                'settings'
            ),
            (
                'reverse.performance_data', 'verified', 312,
                'c2116948a56c435afd2254b9e86a6856e7cb89d0a0c34d2a5e81eb88d7332f62',
                '625d9b057df70ca8b520bf43f6ec791047bc94a4907c63ac404d9bd84117fdc1',
                'analytics'
            ),
            (
                'reverse.performance_metrics', 'verified', 313,
                '3e505c62fe2cf925d3a859865420da194c75c1dd74345205cb526fb01f297f50',
                'f719e45c4686eafb16e575abd1752cb2291fe8bed0f14ea52e9f312618a4812b',
                'debugging'
            ),
            (
                'reverse.prompt_configs', 'verified', 314,
                '0d8b6e04ce9c4013ced8c12c34c5e62692c81a0d674a0395979ec460a6e25ea0',
                '6376f5ebddd30993efb3d0274c22f9e31410d47f4a21461df70b7bf663861100',
                'settings'
            ),
            (
                'reverse.usage_logs', 'verified', 315,
                '56e7cba8a5e89811900953256ee2d4fef6d4767f907a374302fb2dbf5b6fd563',
                '848e74bc92654740fd7762817f15414aa8c638100d5728ca493ed90f111987a5',
                'costs'
            ),
            (
                'reverse.user_metrics', 'verified', 316,
                'eabf0eb50dbbd1b3747ec966fe23b9de550d756218b3ced55be246a5e022be23',
                '5c63d1e17afbf19a40c981fbd2d35211a0c1c17cc1787f4c27ee26bf2bd2f9c7',
                'analytics'
            ),
            (
                'switch.analytics', 'switched', 317,
                '76c6822642f118a36ed3f38bbe1e04bb182ae76652a271d2c1fa113d6caf466c',
                '88d4f725a37c11437ab5338403824e86e20c541760a2090155941d994a533048',
                'analytics'
            ),
            (
                'switch.costs', 'switched', 318,
                'e2177631e5a0b6766dd8416f74429ddea9ae8cfd23507c0cd080c1d34e6ce5fd',
                'edb40f362407d0b344aeb3ca3ac2f50c5ca8746b767cad63c9f5f24049df3d6f',
                'costs'
            ),
            (
                'switch.debugging', 'switched', 319,
                'ee893a07b7bc96ba92a00df73b03532281cdbee3e4fe63a406a85e9e6e87fd85',
                'ed8cb4b6b844c177fbe4f62bff871632c622f940638b68f9048b35a38a3a2085',
                'debugging'
            ),
            (
                'finalize.analytics', 'finalized', 320,
                'd2539b62e180c767d7eb720c80d24bdf18904ed22f510634dbb1eabee73ab25f',
                '51cdd0bc64a3368fc8fc50fb46dc40e768400c1a76630e160fd6c0e471e5f5ec',
                'analytics'
            ),
            (
                'finalize.costs', 'finalized', 321,
                '1f7b8ba75a32a5859ff880099760ba4f29d53086a45287f7d8bf33afe793d1b5',
                '7aea1324e03c17331872dfecb768d567a3d0783f29bb02336a77c257b34de5c3',
                'costs'
            ),
            (
                'finalize.debugging', 'finalized', 322,
                '6342eab1712ed092e0c8114226271ff43da38591cfd98db7be6b0b4a7cf3c3ac',
                '34ada59fdc46671527d45a060423f5e9e3d9fbf9ed85fc0653159da87f0508d5',
                'debugging'
            ),
            (
                'hold.analytics', 'holding', 323,
                'd6c304295ddb45d45529fc0a51645f13d62355bee0437b123ac61c878b4ae7e7',
                'ce2d950d81ef54acb94f93dc13af4dbef0a429fadc97b6fc9e4bf77d7bfcfa72',
                'analytics'
            ),
            (
                'hold.costs', 'holding', 324,
                'a9066af98c350720ce7bef201d6ec70a8e240ffdb9e4d3f7f18ff0578d0561d3',
                'b415c38d003ef817aa1766fe47e08acf10459d4c8708c306c43250d2603109c3',
                'costs'
            ),
            (
                'hold.debugging', 'holding', 325,
                '34697a93409f38044c8c9766dd5fe6632bf897c040870aa615764f2388d57cfd',
                '9dcf93e7c327a744ba21e122069b953d791c624287b8cae7e90b83c16951829e',
                'debugging'
            )
    ) AS s (step, phase, position, sha_apply, sha_rollback, data_set);
END
$register_steps$;

COMMIT;
