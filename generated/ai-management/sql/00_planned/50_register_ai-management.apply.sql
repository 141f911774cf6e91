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
        'f95a4016d56a23df5e495281dfdb13ea15dfb910b47e342864219ef06a773ffe',
        '7cb3ade20209b2c6c4d731376a9c6c7d975857c478fc5a0419a6249a9a13d224',
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
            'looked_up.ai_configs',
            'looked_up.analytics_events',
            'looked_up.billing_data',
            'looked_up.cost_allocations',
            'looked_up.debug_logs',
            'looked_up.error_tracking',
            'looked_up.model_settings',
            'looked_up.performance_data',
            'looked_up.performance_metrics',
            'looked_up.prompt_configs',
            'looked_up.usage_logs',
            'looked_up.user_metrics',
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
            'oracle.ai_configs',
            'oracle.analytics_events',
            'oracle.billing_data',
            'oracle.cost_allocations',
            'oracle.debug_logs',
            'oracle.error_tracking',
            'oracle.model_settings',
            'oracle.model_settings_ai_model_prices',
            'oracle.performance_data',
            'oracle.performance_metrics',
            'oracle.prompt_configs',
            'oracle.prompt_configs_prompt_variables',
            'oracle.prompt_configs_prompt_versions',
            'oracle.usage_logs',
            'oracle.user_metrics',
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
            'repair.ai_configs',
            'repair.analytics_events',
            'repair.billing_data',
            'repair.cost_allocations',
            'repair.debug_logs',
            'repair.error_tracking',
            'repair.model_settings',
            'repair.performance_data',
            'repair.performance_metrics',
            'repair.prompt_configs',
            'repair.usage_logs',
            'repair.user_metrics',
            'recheck.ai_configs',
            'recheck.analytics_events',
            'recheck.billing_data',
            'recheck.cost_allocations',
            'recheck.debug_logs',
            'recheck.error_tracking',
            'recheck.model_settings',
            'recheck.performance_data',
            'recheck.performance_metrics',
            'recheck.prompt_configs',
            'recheck.usage_logs',
            'recheck.user_metrics',
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
            'in_step.model_settings',
            'in_step.prompt_configs',
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
            'parked.model_settings',
            'parked.prompt_configs',
            'dependants.ai-management',
            'statements.ai-management',
            'switch.analytics',
            'switch.costs',
            'switch.debugging',
            'switch.settings',
            'finalize.analytics',
            'finalize.costs',
            'finalize.debugging',
            'finalize.settings',
            'hold.analytics',
            'hold.costs',
            'hold.debugging',
            'hold.settings'
        ]::text[]
    );
    PERFORM migration.register_step(
        'ai-management', s.step, s.phase, s.position, s.sha_apply, s.sha_rollback,
        s.data_set
    )
    FROM (
        VALUES
            (
                'contract.ai_configs', 'planned', 69,
                '6d32fdf44630ce8076e4d063743c6f98a7b58c60e576e85887f8bc96a6cf64d5',
                '804a095cd0ff19da0abb8caab59b317897e6fc0ec8ea52d4f1f56861f843eacf',
                NULL
            ),
            (
                'contract.analytics_events', 'planned', 70,
                'c87bb5f915c9ec2fadc6afc1130ca7f2363af4cf5d0b8c3df3cc01ac9a96cc7f',
                '01edd2a291b84268058c05e894f3855b166f8d7637ede24fe723501dc7dd25af',
                NULL
            ),
            (
                'contract.billing_data', 'planned', 71,
                '228942e7af743703e3dcfbce82b3d35cce16ca9a81128dfaebe2bfa3ef75f8c4',
                '89fb2ee64ca89306df9e4fa79007048bbe064b6441081d548591ce568701d97b',
                NULL
            ),
            (
                'contract.cost_allocations', 'planned', 72,
                '3ce423a71dad2d2bb62ec5227b583c8bcd069c372d73611ff1c4de3366ee662b',
                '51d4221df6c00bcbb5f5fc92def2804b5212d2d90e8c656e107de502a3aa8c00',
                NULL
            ),
            (
                'contract.debug_logs', 'planned', 73,
                'e40e93453a33a6c4edf370e11656889ab77f1cbdb04d471cbd5ab23e682ea665',
                '226e17b7b00381bca504c891dccdd8b9fcb4e91a70d418325cc0846798046943',
                NULL
            ),
            (
                'contract.error_tracking', 'planned', 74,
                '1852f1e14d2ba8154764e5b2a8e1bb69b30c06d04e151697a21c86de5a2f85ed',
                'b87df783d30c8497e9083659852e8ab86dd4f3db5fbe29dbc171a91006aa9c72',
                NULL
            ),
            (
                'contract.model_settings', 'planned', 75,
                '79542a4d4257b8b2679f3a3643cb2dd4d6a35f1ce404daad1f8ee17c181b628c',
                'fc8f6e35442d2aa8c772862a84376a1e30069471c0c565602967f09a5e069763',
                NULL
            ),
            (
                'contract.performance_data', 'planned', 76,
                '575da766adfad22cff30fd2bef33910a2506997565f5fba4ec2f675c0f5b19f0',
                'e0a9012c4debf729dd2d7ef34a162b1b5c431543d345d9eb96188b4f2eb43a0d',
                NULL
            ),
            (
                'contract.performance_metrics', 'planned', 77,
                '04c01cd90bc6c7ea921c2118310530e486194781980b4d0c6fa6c624d2b635e2',
                '1da45e0605f9ab2f5e21704ae0d3205c8592ea62e927cd77de8589a367b5db9f',
                NULL
            ),
            (
                'contract.prompt_configs', 'planned', 78,
                '79d9c0c05d5ec5201deaa3c4bba7360a7c5439d94ddd61a632c70fea060b3653',
                '525524a78a98a7403c4ed99f22e6168f11e003e1dc1802b03b1e839920bfa414',
                NULL
            ),
            (
                'contract.usage_logs', 'planned', 79,
                'e4746278afe67c8257222bf11f75fde89ea866f204f388953c3f37f20d3b4137',
                '53e3cc6776a89240bed2ea6192735573fec6dd10843ae6cf1500596a31c4cfa5',
                NULL
            ),
            (
                'contract.user_metrics', 'planned', 80,
                '845e53393a7d63de19829a5388b2f952666a72ec2e8fedb8aa6b5088d1665245',
                'af632e356f01c3927d37a8a6f0f0801d237840af3e766d268cb5e5a531d535f1',
                NULL
            ),
            (
                'schemas.ai-management', 'expanded', 90,
                '099b693587ec1218c679bbafb905a2f430aed7319788b29d6219e9b7a57d466c',
                'bb14a13b7b99b3a82c92a18a22d3781e0cc74cdc656b60c68135176d814b5220',
                NULL
            ),
            (
                'role.ai_management_app', 'expanded', 91,
                'f8fd49af345175169f8ccb30bde8de200d0fe7a9b01de18e0100920dcda95b82',
                'a91ad5c74d3be2c0b78c4ad57c511dc59dfe9e44217984be4b76643d2cc198dc',
                NULL
            ),
            (
                'role.ai_management_reader', 'expanded', 92,
                'a94236fca4cbf585408e420ec0d3f700640becb96e0c7378aa3c3420da78b224',
                '10342b67bc681801ab299cc645b2158510ea0691f0a8c020afac48717480f86a',
                NULL
            ),
            (
                'table.ai_analytics_events', 'expanded', 93,
                '603f77eb5264615a8b46e607939e3fbadf4e8cce7b9add6db8fa5fde091f3c82',
                '0f8e8186a1b49da824ea846233f384b76840e2130af7fa5aa9913f67c4d22d84',
                NULL
            ),
            (
                'table.ai_debug_events', 'expanded', 94,
                'e27d737081fc27b55bc247a51fd25f765a756e1f8e4da9f518aaa9f474c43f2d',
                '61d1f2d4ac34c1e5359798a2fe00e273eed23bd1f1e48b1d701859e1f385dbca',
                NULL
            ),
            (
                'table.ai_features', 'expanded', 95,
                'aa83027ec717288226c034ffc8a35bbb7baee1f3013236d54e2f2a37e722e369',
                '1691c9d38a759d3967f32d7fc6bfdcf6b4a9d3eb9e0c3912824ef4a6f0522292',
                NULL
            ),
            (
                'table.ai_latency_summaries', 'expanded', 96,
                'f74ad819610bfdd6a98ac0ab353267c1b6eddc203c5d94178bc8f78542a245c7',
                '92d38c43f356cd919d610515fab068e120c3a3aad1dfa94315418957fd4bf058',
                NULL
            ),
            (
                'table.ai_model_prices', 'expanded', 97,
                '3b79ece77a889bd19b2989601ac5a66b492430f6aa5df4c084599b5b71d66e88',
                '19eda908da22d2abc4dc23ae8e5e42145e2ee5a7795b36fc5d7f2cfe88fec8d2',
                NULL
            ),
            (
                'table.ai_model_settings', 'expanded', 98,
                '62991d3dd9176875aa3f2838412199e2221084e5244165b5e75b0b77eea1e62d',
                '6629b30815ef0df5ec04e98d363dd960da04c508e6b7fde3bfea2b9ea096b6cc',
                NULL
            ),
            (
                'table.ai_models', 'expanded', 99,
                'e9943e7a6b0a5c054ddc58ba362c35e8f0a56516d3bd636ec4b42be073224a78',
                '5dc28186befa21a33206e5fcb06aa25634aab82433c14da1dc265c49a5e37b59',
                NULL
            ),
            (
                'table.ai_performance_samples', 'expanded', 100,
                '29cdc762566b859899e4aa6de3515ed9222b5f0de6234be2b1bcc3dd2d39396f',
                '12664727f73694b652de5f24f2461859fb42a4e8acf4d8af657ef03a2b2196b4',
                NULL
            ),
            (
                'table.ai_providers', 'expanded', 101,
                'b2150cafd2226b7bf63ed60111a9c79794a2b4c01e6d9c2390ced33639280152',
                '35c1ef1dd5a9c7a1b21d26ec214cd1b661ea7ee91a327462cfdce1233f0097f4',
                NULL
            ),
            (
                'table.ai_spending', 'expanded', 102,
                '8d8186c52622d1d1360ee7791fc5f83d21265bbcf7beb787732882495e7ce192',
                'a84e62e18a77e9bcd11f0e80475b0a1b91753bc2ec1e9285956dc69d67078347',
                NULL
            ),
            (
                'table.ai_spending_allocations', 'expanded', 103,
                'a8d14b65ed162bc64ad2298ad0351d25cc2a0e116a05ce8353f1f816c2edb204',
                '1145392ece6b8c9ec6abd347395d3f1fb674e4c3855f5d863f9ef4850e29c712',
                NULL
            ),
            (
                'table.ai_usage_logs', 'expanded', 104,
                'd66c71fc83ea9234f3c0b78cfdefa81dbef8b5ddfe9e5489ec65c3e38aaac758',
                'ad07916de2a3e6c89863f3c48c5482f6893dd385f1dc6beb0ea281fdacdc0a4e',
                NULL
            ),
            (
                'table.ai_user_metrics', 'expanded', 105,
                '3f3c310853fd88e023dcccda67096667a4ff4b0173f9bf8acef442c54b81c68f',
                'fc686e1fca6eba96104e5d4a88e32628cdd172b7ee1195b9bece1861f8993b15',
                NULL
            ),
            (
                'table.feature_model_assignments', 'expanded', 106,
                '127f58ab66aa8187bee4e9de47b8204d3ab761c1a99e35f0985ef2f7de49ee2a',
                'af872e063e7058b2d7730f9b6cf6ae8145ade9f1fb37238a0d8f4359d869f1ba',
                NULL
            ),
            (
                'table.prompt_variables', 'expanded', 107,
                'd90fc2652ed8cf8ae8b230321f661fa9470e8a8457865a8ca9848159e601df47',
                'd5249b01fb1d177cd187f8c7f7b63779338423def585ef138ee21407d26ed714',
                NULL
            ),
            (
                'table.prompt_versions', 'expanded', 108,
                'bf005c7c58fc33a121f8bd8cafa586bafb573e39a0531bd4d2477711f50dd73d',
                '84af588afe1079c0e604adf97693448b63c82db012a1f165f57c488905602fe2',
                NULL
            ),
            (
                'table.prompts', 'expanded', 109,
                'f293765996bc6334274db84bef8095d83a2d0c4cdc85eb43827fa4351b3dff07',
                'bb1f9bf05aad0117fd63a7d14eb1ba8664cdfbc6324849313f66148c8a7941d1',
                NULL
            ),
            (
                'partitions.ai_analytics_events', 'expanded', 110,
                'ed59f731a0e12c637729f8df1e2eceefbe59007601c14603195caac3a8666322',
                'b1d55b3842f444ae2d5280a5bad0e74d47ab60e37e854a25090e6cc6afa960c7',
                NULL
            ),
            (
                'partitions.ai_debug_events', 'expanded', 111,
                '68dffed3f09a1f6896e54a345690007094aed348ec905707c889fbf18a3740c3',
                '861ff2bed2a95df4ab403cf5d777aedfb534ea2d475a6f82579ab678652550d8',
                NULL
            ),
            (
                'partitions.ai_performance_samples', 'expanded', 112,
                'f6f46d3ef207b73c6c673f9d2745bd9f7a11d847eb25677a7895cd8912e11127',
                'e2c84b0e0ed787c7aca66718f132854d5cb05c23cf5f832f43c26c17603aa806',
                NULL
            ),
            (
                'partitions.ai_usage_logs', 'expanded', 113,
                '1f4c9ba5381f452bc10c9046bf5c7bd08160ff7c0dfe3b5aa59236bf495c641d',
                '074e7ff0addd40cbe7cec4e3fe1d563103d2b5c29214c1e0bae97fe38a034e3d',
                NULL
            ),
            (
                'mapping.ai_configs', 'expanded', 114,
                '702567c884e5a5a7f60ecde9ed9b4d16bb5d3bd05714da816c9f4e1b2a889516',
                '8e87800b6f7e55e883ccad73c170ab0337d6d963958a1e2df0a4844f02793263',
                'settings'
            ),
            (
                'mapping.analytics_events', 'expanded', 115,
                '73d76851ab7ffeef6609317ef061b898ba361ba22aaf16d25aed919fed429fe2',
                '28b4a4f632d0ed3c8ca0667bc854d954e805072d9f71a24912326217e147b119',
                'analytics'
            ),
            (
                'mapping.billing_data', 'expanded', 116,
                'c19973111ded743f7086bdd8ccdd0a3449beb5006a0399ff969e2220d5224c73',
                'cc4ad9031283001b835f78d92e5cef62cb658cda89d3fc6813bfc277d7cedb38',
                'costs'
            ),
            (
                'mapping.cost_allocations', 'expanded', 117,
                '1ee7443f8fc73fd1453ddefefb7ed3216c0eb4ad60cc77701cd379dd549013df',
                '4ca26d5a407d65ee49b1c2b143d099567cff77ad3f3081fe6623a68c2ff5e47d',
                'costs'
            ),
            (
                'mapping.debug_logs', 'expanded', 118,
                'b702ea91f43a6ceae900874896dab83776f9963077f24dba25b307ffa04473da',
                '5cb2139f6c346033f4582478e33c32502fa369ee682de7fea86586e20cd392d7',
                'debugging'
            ),
            (
                'mapping.error_tracking', 'expanded', 119,
                '85aed98b7479ddb1f2a946f0366bf6189fcba0566bf1ab2e7e5029e9baaafd93',
                '4825e309091bc1daa0bd7657127691dfac56af6d8d00aec00d7be0a729654404',
                'debugging'
            ),
            (
                'mapping.model_settings', 'expanded', 120,
                '9e5cb9d0ae34998bcf82e8791545662f2ab1bc842c64264de53a4f37d8da033f',
                '37915e0994edfffdc810196a60a015e364fe691097ce6f5bcb923385f36e47f5',
                'settings'
            ),
            (
                'mapping.performance_data', 'expanded', 121,
                'cce4c98b8f8f69ef6f13805e706f1e807883913b7ccc032b6bef7ee11364e11e',
                'a55b0d0ead797fd9818c36674897ac0011c46a39e818bf8b3ecb1caadda60357',
                'analytics'
            ),
            (
                'mapping.performance_metrics', 'expanded', 122,
                '4fe50cb11ea0e684b199d778937569373634299ff7ce9673903f49b51dce03c3',
                '659c7d294c6e47508dcb340d6584e2b42950152949c52d48197c0af0b542e41b',
                'debugging'
            ),
            (
                'mapping.prompt_configs', 'expanded', 123,
                'a6df1cebd1b60abf58862415595f23fdb04d45fce5993c2a51dc720d1408596c',
                '24d3b45ae952e09c0b56e0840d360eaa45859449afac1c2a5d8ebf70d634dc0f',
                'settings'
            ),
            (
                'mapping.usage_logs', 'expanded', 124,
                '6a95bb19f117b8e337ff2966cee595826541ac6851c3f735d7e7b5f2f6b6fd54',
                '6580c2ce3c98d46aceef3d0fa17770a8dbc79cf6fafe87688becb719e77dcf6e',
                'costs'
            ),
            (
                'mapping.user_metrics', 'expanded', 125,
                'f310c845babc9678dae2fedc59ca9d15bba6b38e987ec6e870115010537ae519',
                'f26c05f9ff6ddf489bb6a8686515770c972df4a4742a9f81212c06fcc7b1dabc',
                'analytics'
            ),
            (
                'fence.ai_configs', 'expanded', 126,
                '597b34c25c5b92a9d5f994379a4206e0bd4fd4a150b2cf2461214da6555c35cc',
                'f58b76091971fe61be4cd5eb6266e7d5b94fa5be5438c22fb55190114c1d2dea',
                'settings'
            ),
            (
                'fence.analytics_events', 'expanded', 127,
                '73b0271c8371053e4900492ca8bd1c0c869452b88eb3c097692eb30ec3803c7e',
                '96599adc37bab580b38a9d7d15469591cb596ecf144fadce715650443ac6048d',
                'analytics'
            ),
            (
                'fence.billing_data', 'expanded', 128,
                'b0aa214f1ceee27f68d65e92f73d8e4372c03c7855a5d616af3a9bf40add0b4e',
                'df3e55ee6f64798254c72ba3177caca627c6fe5aaf4c0a6bea51f13917fc3a19',
                'costs'
            ),
            (
                'fence.cost_allocations', 'expanded', 129,
                '2504b15f453395cddedb439fa788fe95f8713dd32bb828d4f70f06caa6ddf3e4',
                '999c436a1d9b112551c0a3a870c2608b480772c54d34014d0ad2eb7608507e91',
                'costs'
            ),
            (
                'fence.debug_logs', 'expanded', 130,
                '960b353a8dec8debe8cd97a0b8643e344e17a3dca080dbf0aca564b27b251647',
                'a60b3057992883e604685762746de046e134ada896b5e4ca8d4c1366e51e5126',
                'debugging'
            ),
            (
                'fence.error_tracking', 'expanded', 131,
                '03efbb1d72c37e2e2ed098d65b2953b59a7191f69040b31efc0a0f4f6815b691',
                'a3b54be5fcd7e79a5bc62e2783aace604ea740084dcedcc4674f5f62dd7fa6ef',
                'debugging'
            ),
            (
                'fence.model_settings', 'expanded', 132,
                'ea6a37101b0fbeb3034c1556810531ce53ebe473f24cdb4623e142fcd11c1cf5',
                '55da018902d0add732e2131da3f8560e2a27eb1cab089f99a6f2d36ae45f6cf4',
                'settings'
            ),
            (
                'fence.performance_data', 'expanded', 133,
                'f92d0215d65bdd256552fd9211710b5e0319eafb46ed3c2011b067dba3d70692',
                '9f873b36e4e6db12c2c3e084dbd26b1d1684b0f51311c9afb06e047196bba2ba',
                'analytics'
            ),
            (
                'fence.performance_metrics', 'expanded', 134,
                '0e60119a9c9055d1c18f6bdb91da62921f9f141dbe8a6af631ff19cd6f210e7d',
                '0bdd03ec5889ddfecda39a0099d0b42682203998b87a802eee74fd83e94c83af',
                'debugging'
            ),
            (
                'fence.prompt_configs', 'expanded', 135,
                '8c791163d304723a81b90df12c95d478e301810a6a6bd38be11e1388a2a2abb5',
                '53a30f1bc7904772f3ad08600f2514c0c43800bf4257d2bbd2fbca8fde07844e',
                'settings'
            ),
            (
                'fence.usage_logs', 'expanded', 136,
                '846ec639109ee1564fe0821fa30206a76e6081c01062025532e798ce732be2df',
                '7d7429063b01cfe0394f5399c8e703401114395c0be6d719f9562906b04ebb43',
                'costs'
            ),
            (
                'fence.user_metrics', 'expanded', 137,
                '5130e140c013cd96954ede312403d7ccbeb67b3ba999f3b7d59a64e225ee7420',
                'edc0a3adc7b00c7073f0e85fd2a572335526966086183d7aea04ead2024111c2',
                'analytics'
            ),
            (
                'fact.cost_of_calls', 'expanded', 138,
                '4af8cfd69fb3430e898be0cd87be24336a4136a84e19abad4c501ec6e89c3393',
                'be1babf95817fe16529a877a67577908bbaaf312041176b4b12c3efa523abff6',
                NULL
            ),
            (
                'fact.latency_of_services', 'expanded', 139,
                'da8f38a24f62f3d8fc44006d2c39af524447c8f15b0b50f184f706b4c8b07716',
                '1097d132319bf018cb099348a21f2308ab9c2eea7708f775f8d9f117fd974813',
                NULL
            ),
            (
                'fact.longest_answer', 'expanded', 140,
                '4a4417020dce591d687d6d5561abe8c64ed142ea54e5674b09da89b4e896e022',
                'a9b290394a6b50cea7ed1e87856d54d927b901ac1515142f7b9a65fdbd8ceb2e',
                NULL
            ),
            (
                'looked_up.ai_configs', 'capturing', 141,
                'aaedb59e6aebd0d6b00f271276c479a99cdb36cef75dc9202a5627f7457f059c',
                '649c74f66eed19c79c374272ea5de2aca9a03f95a615803e690144649e1e4dab',
                'settings'
            ),
            (
                'looked_up.analytics_events', 'capturing', 142,
                '8131c499ffebf7fcc09838bcb70f7f4b711c99850275ca7400e7e577e587e89c',
                '6c9971026c254542232d5f34f585d33e2734ec2fe1c13091455f1c3de4b1876c',
                'analytics'
            ),
            (
                'looked_up.billing_data', 'capturing', 143,
                '464b5b001aac6b88ea2504580663724415bf6b38445c5cfd2b8e4c8887a91e52',
                '3da9c0c0844489c3135bfb8a3cca2b1c9fed83a9d3c4c5633a0b32f9e86e4eee',
                'costs'
            ),
            (
                'looked_up.cost_allocations', 'capturing', 144,
                '95d4e6b890a2ce27223f75a8542c1564fe363786e08d25adcec98bb2c2a0e7ff',
                '96d6cf82d53ad2db57ed544fd56d7a7c468f84df9e999ec26b5aa5e46597573f',
                'costs'
            ),
            (
                'looked_up.debug_logs', 'capturing', 145,
                '583def622798f1faf500f516c8f8c0da279b06e08c78bd8eb863d5b8322eef0f',
                '457500a0a27b8d137b3b99b16a53ddfc933ccc4b9ff64f6245dcd0bbdd3147fd',
                'debugging'
            ),
            (
                'looked_up.error_tracking', 'capturing', 146,
                '8fa862e2ed4bde1d3c09b69d38b09e5d9998077ad3045d7900ef90b387b194ae',
                'dd72ba18addf1a8860ecd3a24a5cf2b494666e2b47c15cd75b5042f16be2725f',
                'debugging'
            ),
            (
                'looked_up.model_settings', 'capturing', 147,
                '2ce509f386f6a7fdc238ef197d55f19b9847978345316ee5a9584f691687ff8c',
                '594faa16b0b93fe7881f32551f69268acc69a0a3ccab546f7dd977a0aef6dd63',
                'settings'
            ),
            (
                'looked_up.performance_data', 'capturing', 148,
                'fd625864554f46955cf86633f122902ca6d2c92507c9fa285b44dc55e46a83ec',
                '8a099dcc66101a00f1b23c1865c4288dc810454079925441974653ab59768db7',
                'analytics'
            ),
            (
                'looked_up.performance_metrics', 'capturing', 149,
                '1c05e9acd262390ab694f3b26c67a2420548055ff6a79ac30ef600fd7f5d2570',
                'ab944dacb8c7542800ecb67ac1329f9463577479af90d24756f8fe731bafe811',
                'debugging'
            ),
            (
                'looked_up.prompt_configs', 'capturing', 150,
                '6c1a51d5342ff32b76a4cd489787def4cf9f5627409c3170d391e67cb504cbca',
                'cec9fda7da90cf021d23811e8af33926eda3273b70bc9a115518e21b423ca943',
                'settings'
            ),
            (
                'looked_up.usage_logs', 'capturing', 151,
                '9142c4b6a5f2849cf10c5d574c622f8e8bda9d940a9c343a5264e496edf3a9a7',
                'd62253532eb7401ca0960eaa414c0c50c6c91821a4376403539a0887c625fc12',
                'costs'
            ),
            (
                'looked_up.user_metrics', 'capturing', 152,
                '059baf5e3ae72468ccf5357d0d006bc6396f58da8afb41f70d0e6d2bf1780463',
                '26c512b6fc40dfbbbee798c55b6b87fc41bd2e6ad5c696cca213a3954e991e5c',
                'analytics'
            ),
            (
                'bring.ai_configs', 'capturing', 153,
                'cbfb03c7a22cd22a04cc71560cb98ecae4e0529579d4e38ee60161de773161b0',
                'fdd99bcd149f68d69dad580356ef30cbafbd0f92889f4d2bc15ec71f54c34564',
                'settings'
            ),
            (
                'bring.analytics_events', 'capturing', 154,
                'aacf3ef6bde37343b9ae8f9587e7443a32c045a3f70db73652bb6ec7c46915a4',
                '8de0ebb0c4850ae1a98f9b542d1cfefbbfa78f7751645cc41a52976cdecced86',
                'analytics'
            ),
            (
                'bring.billing_data', 'capturing', 155,
                'e2bf91f5cd7c68785afdbb7075d6cb2246e31c0fde8283c49cd3669183b7a728',
                'b802ed753b513efa14469e7cf72f999fb3a6a31fa595867265f9a666528920c8',
                'costs'
            ),
            (
                'bring.cost_allocations', 'capturing', 156,
                '5e4def3f9a4c9bd740482041a09e5367f78faab8d80a968fe92ea4c241f5086a',
                '9a37d5d8ee4ad5b8910b23d97aee7078b0c264437ca70cc35b2eb71ed4a8ac98',
                'costs'
            ),
            (
                'bring.debug_logs', 'capturing', 157,
                '4209ac685ab96452d8fccaa303697e58881feee930bf47081689e5e867379d8d',
                '5e53da5cef37c6913693de023a0fbf8e5674b9c64da8533c926f12ed5f435b97',
                'debugging'
            ),
            (
                'bring.error_tracking', 'capturing', 158,
                '0b466a5556c582c8b347c003e028c4d08e47106a62056fa54d2d1e8724b38f3e',
                '0abd5ff66c4a91e9fd6ae1287b87772ff714f61a2d0561019c042dcd2c5d9030',
                'debugging'
            ),
            (
                'bring.model_settings', 'capturing', 159,
                '367e89872dc9b9a09a5da12f11ad8f7c8cbbbd75bd6b7994e92d6c0b20cd3848',
                'eee5a841fb0401bf46ce3e6d99e1e55204da62abfefb26423bee2728bc2c7c28',
                'settings'
            ),
            (
                'bring.performance_data', 'capturing', 160,
                'd9a9ba1ac66c4000ea51bbf2130085e14ee3b328666c5ec1021e14bd3a3d09e6',
                '6ab9ba071ac87ddeeeaf1e3fbea04e9efaf184017fd9eaa2390c29b2b4781d36',
                'analytics'
            ),
            (
                'bring.performance_metrics', 'capturing', 161,
                '10f196bd8fffd99b4b24e4d2144b1e1773c604231e33de9c582ffd806efa7358',
                'da7d32218ec25d1cd137b1b7c44308fde5d40003ae0b336b46cfbeadf776a58a',
                'debugging'
            ),
            (
                'bring.prompt_configs', 'capturing', 162,
                'eed631ca2888bba4314201c99c86ce2edf88927634ed27829ee7ea83e914df72',
                'c85700bca7cc290dad4a1d7396b856b42712e7d531f29b43dfb89816ff94f2c0',
                'settings'
            ),
            (
                'bring.usage_logs', 'capturing', 163,
                '0244b13a4cf94d32b33142cc7ccee2f7af97680dd3fe90935be0f3758d8efb0b',
                'a096ddd4a56652b91a9e2433083b65b5d28c793576d3bada3a237c4c3bab50b4',
                'costs'
            ),
            (
                'bring.user_metrics', 'capturing', 164,
                'bac87ee964635b7bc4c285a686489900df68db56f0bb244e72c631057471d00b',
                '2bf2bcf2593e6246ab8257151d7c616a1adc63222bf10bc1dd78191ef9743d21',
                'analytics'
            ),
            (
                'capture.ai_configs', 'capturing', 165,
                '4e98ec5314aaef67f88763800a3c624b9f21ad6e773d7889b7a99a92c441a206',
                'a531c200c76334b7cd30f1885b26bababcb9b07521f52ac4c0367a78c1e2d9bf',
                'settings'
            ),
            (
                'capture.analytics_events', 'capturing', 166,
                '3c93171291258101e00a9eb604c3b6ff84710b54fd6759192570bf42ded23545',
                '2443ffb427ab780e9051c7aab6d7047fb45be947ee21ca08319292755d71812f',
                'analytics'
            ),
            (
                'capture.billing_data', 'capturing', 167,
                '985a1bb1a8d20331ba436de27b05d18e98f811a685ee6570657108063bf9a2ac',
                '1ea505d0e820545b862e3d146d30ed921bd3a9e6f2c79e7671ac8cd44270f856',
                'costs'
            ),
            (
                'capture.cost_allocations', 'capturing', 168,
                '41e45d7ba6136e941fa0db31f73ba5333764a66c0fd0f6bf153eb81005732ff7',
                '17873b0e8fc3b957a5aa12768df1decf760dcaa18067a53fb61a205583a586b6',
                'costs'
            ),
            (
                'capture.debug_logs', 'capturing', 169,
                'bfdfceb1d6efd744f60f1a9dbca6f0de3d20bbf96bcbcac5558b14a6654ec791',
                '5a2a23341369f66ad9c464f888a87a8e5a003f34cc84f544252c35bf5932686f',
                'debugging'
            ),
            (
                'capture.error_tracking', 'capturing', 170,
                'c58482623a7d752e82bc1967cb369e1edba18c0508a33742342988892ba88452',
                'e3a0733e2b5d3db44841fb2f165f37c3978babfd8d874c38385e2bbc9cbdcedc',
                'debugging'
            ),
            (
                'capture.model_settings', 'capturing', 171,
                '08351c88cb1f73078152e53278eee26311fa4e516999d0f5d91699f1e34ba960',
                'a7363f2366bc6b0f9fdb753799c38aa1596b62808c720113ad5e8156802b2217',
                'settings'
            ),
            (
                'capture.performance_data', 'capturing', 172,
                '141a6552c690381b0daa1bd4c3ca0f4af2d6a55a21ff427790f8ef3765a1380c',
                '047c8b214db945c25417aef34c2918b87dc6c8000f11b36586c09d1fe0431299',
                'analytics'
            ),
            (
                'capture.performance_metrics', 'capturing', 173,
                '0044e72d8974d27708bf0ca33799ea3982944dbcc5116dfe81030989ed98cdd9',
                '67c0520428d4971daf34c41f717ff28bcf0e279934f2c7600acb1540322f0f84',
                'debugging'
            ),
            (
                'capture.prompt_configs', 'capturing', 174,
                'f5b7d6ff87e88569a390a58525e77fe0b893d6c27ec1be3c48faac01744c8150',
                'ae3d0938b7204425ad4d48c3120ee9c0943fdb3d0ea0c3c467b54e523cad7b11',
                'settings'
            ),
            (
                'capture.usage_logs', 'capturing', 175,
                '521e0c55104ee87f1faa61092b3fbce05484a43bca7a4605ee7765ce80b4809e',
                'c99fe637a229f91ed9895a31f6bd250fe12473569434464069f2b17aecd3844f',
                'costs'
            ),
            (
                'capture.user_metrics', 'capturing', 176,
                '957ff3dfa418773e4e8c042df577241adc21dedf639a90ee055b8d7d1dc7067f',
                '69b37d687da6c503c7e8313af548495878f3abac4a027ac72f669a56809811ff',
                'analytics'
            ),
            (
                'copier.ai_configs', 'copying', 177,
                '831d538a04a520911ee35306a8e6670d125de6811b066cf0fe4e80e67610d38c',
                '43e444aebf15f1b2aeb9ef73e7da570661fc9ff4f67034d71924aa9b71ed63e2',
                'settings'
            ),
            (
                'copier.analytics_events', 'copying', 178,
                'e190c960f2d0c72c41da6ac1ae4aab6a595d5ec42bfa4d81cb4243611c8be3ec',
                'bd117fe77ff9410a356b8f1d9c5509148a5e927721a8f57295693c9f528a6ea0',
                'analytics'
            ),
            (
                'copier.billing_data', 'copying', 179,
                '28656a26a6a1abe544434f9e5881297c0f5474bdbf15757bea29cd6ae58d2f4c',
                'db35f8c3d750545dd9b47e2c1bc4b88a3d4cede76367f42a5b6faa78cf9557be',
                'costs'
            ),
            (
                'copier.cost_allocations', 'copying', 180,
                'c0a033ec110c66c7a06eacf3dfd2a27f609ed9f1390864075cdabe496bb9f93d',
                '1fe5c37c9108b53c331c656f0a5b36579b0500d4bf12d482faeb41d4eb3a245f',
                'costs'
            ),
            (
                'copier.debug_logs', 'copying', 181,
                'b639f97fd34ddc5deae820ed886025d0379b2728e0b5f817eac06a0058fe194d',
                'c31e9891d67a892794584c441c1d4d1fb64e79f1bc17dc62ad4a91712200c376',
                'debugging'
            ),
            (
                'copier.error_tracking', 'copying', 182,
                'af022543234627baa71695f008b74801f59e32d851dfc48f62916542e41ce08a',
                '6a23dc5e6dbf2c24e2b001b74c55798273a7307986f043681f3ce057b873eff4',
                'debugging'
            ),
            (
                'copier.model_settings', 'copying', 183,
                '092d3aa7d0eb839803aeeff17413cbe9af2811e35cfc0176621ea0cb12aa7eec',
                '73475963fa818dd55175c041247c4097a2f9271d6e2f8d04f98a4381c5e24f94',
                'settings'
            ),
            (
                'copier.performance_data', 'copying', 184,
                '82c059e43dbaaa47d81702aef43d6d385e292afcf55f3ad3331a78118be5867f',
                'd9503fa4ecb5a114217f0cbc0348dd45de1b00e8f49ebcaae20d6ac5dc58dfa0',
                'analytics'
            ),
            (
                'copier.performance_metrics', 'copying', 185,
                '777543f31ed361aa3be0b8d87a002bb17cb94cd42ee528144fa594f559d9222d',
                '9106b593fecf23fb460687580decd0f5b8305e6b05729fb49c80017eb3a5efb9',
                'debugging'
            ),
            (
                'copier.prompt_configs', 'copying', 186,
                '3fb6a4e08e127eea648821997eb6c7300846ce7a41e8dc7ad2bf0dbf416e38e6',
                'b3ce26828b3e23af420a6420f94e5e51a709ef59d5782c6453a082452c7b8338',
                'settings'
            ),
            (
                'copier.usage_logs', 'copying', 187,
                'fccbf885ba27b6195bfc07d5b5e69d9baa731429578b054a65f51f7b5c6c9267',
                'be7ff4b1ced390f1306a5a91e5b22c8dced10dbeb33f51d2bd48c16b4e1f27dd',
                'costs'
            ),
            (
                'copier.user_metrics', 'copying', 188,
                '9df8f2973255ce2db87988c8a309f7d5abc532d37732fa956fbec9b1153a9ea6',
                '2b3cdc807071214b09c0f4bdf46cf381c142e7e2a950b175da973e2a30c93fa0',
                'analytics'
            ),
            (
                'backfill.ai_configs', 'copying', 189,
                'd5883ba8b5f34225689d74ed5be0efbf3e31d8a47e470bd94b90d0238d7120ba',
                'a81a45786b51a8cb8d0ae9c21dbb89908bc63bc5ce3df40e13855cb186698f6e',
                'settings'
            ),
            (
                'backfill.analytics_events', 'copying', 190,
                'ab51a9c5b34153726a415c807698304fdb479b7d3bcfbb038825c6e86d5481db',
                '41cc017f4e4e1dc3a51b8b26c42b107ec7cb6343b9310f19394b19b2a99589b2',
                'analytics'
            ),
            (
                'backfill.billing_data', 'copying', 191,
                '78edb010834b363e5179ddd324d97d89b4f45c926df88cb43dc500a8fca7ad29',
                'c5ccb11a6db526f6174108fdb2454e221873481a7f68cd35b29caf0711128314',
                'costs'
            ),
            (
                'backfill.cost_allocations', 'copying', 192,
                '3c038a2ff712653261c60c85b40e5281571d4ec7c24d85f517e2d536871da803',
                '3f106ff9172fc3cf9535d43c86986c7ec563ae6d3cb44333e81688c3e1cc4e60',
                'costs'
            ),
            (
                'backfill.debug_logs', 'copying', 193,
                'c751e3e78c3270449124bf70d8e41b16267af7c62c6936c3c050e3e8449576b4',
                '57de8c3724738b538b4247c9c9f9df7ae2b995a7e81c135f37ce18a7349b62e0',
                'debugging'
            ),
            (
                'backfill.error_tracking', 'copying', 194,
                '8a8a910c0f225a44d5687f82afc7fbb9e0e149088600a4335f3a6b2fbe67c83a',
                '02d994c15b1a9fc583d4fe2a38eab94e4697489048f8cf9415783d3171945de0',
                'debugging'
            ),
            (
                'backfill.model_settings', 'copying', 195,
                '24cb95fa00fcc96ec42a9844d809609bc7dd679a6caef6711d73c2c2a760bb77',
                '49f96da072a8847fc8b438ee906a9c57924ead12ca1df5bdedb9423bb345a294',
                'settings'
            ),
            (
                'backfill.performance_data', 'copying', 196,
                '0ee9c411a0c776e96e9d1f09e503f62789a1d9363d3d6d2bf39ac4acddd777ea',
                '55721c63b5c96d69b68f24510cdc1ff4bc359783110a1d96cec52ef5012124f2',
                'analytics'
            ),
            (
                'backfill.performance_metrics', 'copying', 197,
                '1379d14d8d60aae904a2befa72685b347adc741a75f71dc82cd9f00617328e56',
                '6ca9bfe0e83a28d7293ce49c95f1949352fe960732fd149144f7a675515ed883',
                'debugging'
            ),
            (
                'backfill.prompt_configs', 'copying', 198,
                '29833f51c5b5edbc868ba171a0358a714f1876cfec8d868d7edb671a92603bde',
                '501555def2460fb58b4ef1da7dd9dfc9d8efcd0e3caef342a0d0da60846988cd',
                'settings'
            ),
            (
                'backfill.usage_logs', 'copying', 199,
                'e3dbb7ce65782dfe27a76718cd269f829ec4c7198d6d38c1289fd50b048e7f89',
                'b21429814f2feb7ffacbfa8e911715d83d378738197a0e1dfc4ba5fe8fd6a55d',
                'costs'
            ),
            (
                'backfill.user_metrics', 'copying', 200,
                '7c0349e3080101004056b345307313d2dad9743087fe31d7b965170b64132e84',
                '62ff70e33214bd161504434347077446e04b2fda6f6aae1707b3ba45c0c51a53',
                'analytics'
            ),
            (
                'index.feature_model_assignments_legacy_key', 'copied', 201,
                'f312ea3cc5e354013b20e0c763fb2bcfeeb1049a94ad1111cd601e44ea94b463',
                '0c7bf4189263939f49556fda2261229e996cb7f2c24320252b13d7f084d5f6dd',
                NULL
            ),
            (
                'index.idx_ai_analytics_events_experiment', 'copied', 202,
                'a2ff101d85cd04bccfee2118106d6c561b0ee33434c23cb719845d5298a9e593',
                'a80bca7ba0863d09056c1c1b24ec9da9ff8a94c470970c1221b25f90a76afe79',
                NULL
            ),
            (
                'index.idx_ai_analytics_events_feature_event', 'copied', 203,
                '34dd276b824d123f828566dd2c978b4b49190d288073477f211dfbb42968914f',
                'd336000cedabb9e2cd038fbfd11d1dd0baf59e190a935662e5ec0c00a90992fd',
                NULL
            ),
            (
                'index.idx_ai_debug_events_feature_time', 'copied', 204,
                '71e095f2934c55531dae9878739a31360b319c3e5ec9d0d91d8ee9235999a7fe',
                'f73f8ddae230e6d38a8fa4c0ccb6021c910e77a606b50286b189e9d273121eb7',
                NULL
            ),
            (
                'index.idx_ai_debug_events_open_errors', 'copied', 205,
                '48791d8a9aa65789459a72c9192d21d0fb010fd3b20939d8c93c6cc17544c61b',
                '8df9507df801e9b3c3f0371ae64762db330865eca053678914627b2f94b60c1c',
                NULL
            ),
            (
                'index.idx_ai_latency_summaries_feature_period', 'copied', 206,
                'd8d29e7b2e7887f62dce0d97bcb2df425059f0a17f41a9ec15156c3a37966871',
                'a5ad57508fe926564dc52f2a142f40e4e1b6290b3c20a5ced3345573f1735bfd',
                NULL
            ),
            (
                'index.idx_ai_performance_samples_metric', 'copied', 207,
                '43089a96959704ba5e194a83546a6784b9f3d7be7dc22d2c9919b43022c0ec24',
                '82a90137951ff783c0108381bfc4c4aebc79daefc7417be5e6a97d12dac3e13d',
                NULL
            ),
            (
                'index.idx_ai_usage_logs_feature_time_cost', 'copied', 208,
                '0fc705f45e3f66e3b56760934500eb37e613580b650d7bb568680fd2c48346c6',
                'b1ddfd4cf2292d414b07a3eb475d40b39fd064ee848500c959066d7332e21c21',
                NULL
            ),
            (
                'index.idx_ai_user_metrics_day', 'copied', 209,
                '2412c37d9e5c48a8bc61ae139d3c8810beb2e39c2c84e5bc72b27d06b7c6df2c',
                '88677dc7324a4a25ed8989a67cc55d7220d13207051b56813fbda8c30c104574',
                NULL
            ),
            (
                'index.idx_feature_model_assignments_lookup', 'copied', 210,
                '243bb45ff4084a4809371820ccd7c8880ef3a31216654073da754ec58bf2b7d5',
                '3239eaabef4d6334028995575d37a5314247e0a44a521f7898ce4f044bc03984',
                NULL
            ),
            (
                'index.idx_prompts_feature', 'copied', 211,
                'f9929b0ffa31943214ee125215d5ae1406e3a96789dda5f10d0d67b51bed733d',
                '7abc299f8086a3356a5b87ba0a64dd40cbabd353a62fea971516186fd87fc27e',
                NULL
            ),
            (
                'index.legacy_ai_configs_service_name_environment', 'copied', 212,
                '481f85b6c665c110644b3a165a3a8aa7688e5e11509bc7486f689e3eb197da04',
                '0ffae7383d9bb08c9911fb0af88e12e98cabc6f7e931c0912f461495e8756f19',
                NULL
            ),
            (
                'index.legacy_analytics_events_event_name_occurred_at', 'copied', 213,
                '0f2105065ed4f5805a4ff59d4d7771217dc7cafffe54047b25e6ddbb8343964b',
                'b470495ab261bf9b1799ab416b4edcc2a7b9acda7c6836dae2a8e47358244746',
                NULL
            ),
            (
                'index.legacy_analytics_events_occurred_at', 'copied', 214,
                'd13255d8de08d8c1a3681634dee1d64410f315f2ede20cffb7525bbc424542ce',
                'b840c5d8b52ec2f811961380a892a97f939c4bb940a9cd792ccf862b2738193a',
                NULL
            ),
            (
                'index.legacy_billing_data_period_start', 'copied', 215,
                '41ad60eed5a9ef59a85c22fdb6dcde719119a22c31c2047ed7fb1abceb6f9794',
                '17d1e267db4c60de44a770d05985d21b076c5e99d390202ce4fe977dd3923bf1',
                NULL
            ),
            (
                'index.legacy_debug_logs_created_at', 'copied', 216,
                '44ef557fdab131b9ccea3dd345503d20eced16692c982b57fd9e6acbe476c1e0',
                '5ca4d3f9ac5249d878bbdc7d86386921dc32baf0921e4eef9503e12c55850d9d',
                NULL
            ),
            (
                'index.legacy_debug_logs_id', 'copied', 217,
                '27916c8d4c30e2a6dfd60437673e0ca24a0de17ec39d7b04c5d29b77cc7f157f',
                '2a101cd18d20f953c065f016cb878be7b0f9bdbf7154b53f433aab287db8dca3',
                NULL
            ),
            (
                'index.legacy_debug_logs_request_id', 'copied', 218,
                '16b7d7ecfa72a7893f1719beb8cc6ba950b3e69d59965f3995cb16d1d85cccd7',
                'fe57d44643985ca2601839853a9a5fbd82739f73b59a48ade93ad38744282bcd',
                NULL
            ),
            (
                'index.legacy_error_tracking_id', 'copied', 219,
                '9129efcc1dfd64abce4279e60329dd96e4c6fee2ed941f0d2cd0e18434cdb48b',
                '49d13698fccb231a4ba4abfd8cecd0d294e6e48d03603bdfe57f051fd764d522',
                NULL
            ),
            (
                'index.legacy_error_tracking_last_seen', 'copied', 220,
                '2cde559dae5d8c0fe698552f9872b1b72abab554df3c620322f2bc28656c4cb8',
                '89c5eb56a645ca5a3ab136bc4cab5fbe9472b9ff4a05f9d4341a44cba8a17a2d',
                NULL
            ),
            (
                'index.legacy_performance_metrics_id', 'copied', 221,
                '23697dfeef72ebd67d2ef0b07dd3de5dbfa8dd1381f44c20b7de315b2823abe4',
                '4703cead7f140346d1a19118ac94b2640b42b642101ea5b616c3d056db54bc38',
                NULL
            ),
            (
                'index.legacy_performance_metrics_metric_name_9102021f', 'copied', 222,
                '75db5e9cba2e5f3ea0bfbd3106efc4ff35d1ae88ba2f309282a82244b9fc320f',
                'b587fb69dc4f7ab3e73eeded729d2e3072c6a26b2afa511f1dba16bbb67cb462',
                NULL
            ),
            (
                'index.legacy_performance_metrics_recorded_at', 'copied', 223,
                'dfde4b351729c5293f73cc52ee36e0b3b808b02405c018338f20d607b7d750cd',
                '8e49afde9559699343ee723f13a24cefcf4b7f911b39a5488bb26a62f5737b14',
                NULL
            ),
            (
                'index.legacy_usage_logs_created_at', 'copied', 224,
                'b0867368a6ebb7f55e3d173fba4f37e92c20686142666c91ff806d6b45e096c1',
                '6772d70cde3ec8be2210496bf59f153674b0dd47ee7a3ee9e58c04ce0d46e9d0',
                NULL
            ),
            (
                'index.legacy_usage_logs_id', 'copied', 225,
                '5ad721c30be95ca1d256040b5a8ef72e3e206944ec55e2b35d54e9ec21dfb4d1',
                '4a3213ea1252745a33c1043bbd726c1f645019c0e6d0fa062ae71e336b4450e6',
                NULL
            ),
            (
                'index.legacy_usage_logs_service_name_created_at', 'copied', 226,
                'c97b6a5786b5e287f90653abcc508b4c1ab4402db199abc36a2b585b26c6a3a6',
                'e942d9e992c685c025bf84fcd853f6eb3a0a4e4c71af1dba445ebd95096c4c0c',
                NULL
            ),
            (
                'index.legacy_usage_logs_user_id', 'copied', 227,
                'aec734e0c4897eefef33a94e9f644dfa1b0d9629b3571e8cb1acf3bfbaa91dec',
                '8161a9df166848b0e9d7e82706dbff30acc2b40adc8b8a156df6057f33b6a5cf',
                NULL
            ),
            (
                'index.legacy_user_metrics_metric_date', 'copied', 228,
                '3f950b7b3afd9ed2995df8fa482716c43b61bd19a9fca14e324760752fddde72',
                '0c2a72dcc18a85eaac148ffd99d2f6a65747b1e4ccee4ea13423ce1fa17d0031',
                NULL
            ),
            (
                'index.prompts_legacy_key', 'copied', 229,
                '9310688a15a1c62f9dbfbe3eccac7bba407acf8fb01237b035309755431e07d6',
                'ebbb8798791006499dadb1ed786ea5cc1446f2bdc820a0a0b710e0b3b33ec191',
                NULL
            ),
            (
                'foreign_key.ai_analytics_events_feature_id_fkey', 'copied', 230,
                '4be1b14f992e4d265ca0055e0667093a36a471cd1dc16ab973e21a9104757602',
                'e51022178c50f26e5218dbe0090f623c12a967ca1c4a48d22b99401dcf10a12f',
                NULL
            ),
            (
                'foreign_key.ai_debug_events_feature_id_fkey', 'copied', 231,
                '0b5f038b45471bffeeec59b16005e3b3328f4a78c3905fd4b385ec4f147697dc',
                '2a7d6f4e34c49c7476297f02239d3bb6d27eebafc1e6fd70acd4e1569313c326',
                NULL
            ),
            (
                'foreign_key.ai_debug_events_model_id_fkey', 'copied', 232,
                '6f70a9fc10a2647e8d213aea32796ee0c753d0ac04fba6fb744562439926ca83',
                'f14d10f628e9b3bff2fd651da23d4d59677b021d1cef3094ed0358a4f5f00df6',
                NULL
            ),
            (
                'foreign_key.ai_debug_events_provider_id_fkey', 'copied', 233,
                'fc10c0f81090d6674614181778f303a193895b6b8e715bae23bb81e4bd7331e6',
                'b6a931d614673967802f33c5ed005fe05944d58edb99de5f2fc0f6365c17980c',
                NULL
            ),
            (
                'foreign_key.ai_latency_summaries_feature_id_fkey', 'copied', 234,
                'f9ddfdc851d2a5f8377de15f9a4899493e187213b2938df50f447900dab6ee8a',
                '42503856d0513c6770d0d6f3dc8de32dc6c5cda629334ec1e51c6c668509df02',
                NULL
            ),
            (
                'foreign_key.ai_model_prices_settings_id_fkey', 'copied', 235,
                '6210dd41eee488cf9b000725d0ee9c11bacf45b986352929f6f4509670ad17b2',
                '859543f818602ef37a5454fc76b993a7d0a291b1a19afb95b50869d6eff6c330',
                NULL
            ),
            (
                'foreign_key.ai_model_settings_model_id_fkey', 'copied', 236,
                '3c68187d873d1ed16d277578eb2cd3129fedf9d706ab3d7679fc87bb084240bb',
                '1ffa99b6d9a81d6f1a6c3ba429c9940b1fb60f90369c6f3649f4aef6baa9376e',
                NULL
            ),
            (
                'foreign_key.ai_model_settings_provider_id_fkey', 'copied', 237,
                '85ee5c078016fdc511de80f47db4ad580ca358a37c030c66811161d22c355b22',
                'fd98edf059ceda72b239f870c7c033e0672ff77b9002037d0f9e5d557c2d073b',
                NULL
            ),
            (
                'foreign_key.ai_models_provider_fkey', 'copied', 238,
                'e42b10c8cc1b188f4315126db706ea4ea7668018a4a0113c27dbede58c8d3ba3',
                'a5d465da75eae2fa98d0292df5e91027e4ce999c7d9aa3f414cd17598595eb91',
                NULL
            ),
            (
                'foreign_key.ai_performance_samples_feature_id_fkey', 'copied', 239,
                '316dee82a4765aa9b170d5e37d8c9476ff8db4ff51950ae97f391e040072cf38',
                '22f3487425aa7a2357e08fdd77155b2ad29fa91264432a6d9c78fe875a551fa8',
                NULL
            ),
            (
                'foreign_key.ai_performance_samples_model_id_fkey', 'copied', 240,
                'e7f7131ff8fd075910dcb46716471d4240f91ec5a9358555f707d9b30927a278',
                '0da34f9671cbf3ca9b3c1bb7f5c99955d8828f70dc309a35f300318793c09b59',
                NULL
            ),
            (
                'foreign_key.ai_spending_allocations_feature_id_fkey', 'copied', 241,
                'db1fc46021a3e220466ee56fbfbaa2006a08e46caa9deeb3066625d6411c2d12',
                '993cd3627543a3cd0fdbf8cf2ee0e216aca1996a46b6edd392f08284a2fa8ed1',
                NULL
            ),
            (
                'foreign_key.ai_spending_feature_id_fkey', 'copied', 242,
                '9590b0ce2e69711f19903799de1e6cf3673bed4447e6dfe4f7e9d64a9a4b50c1',
                '43a0c81928b726b4aab6a4bd9be71a215f645f69e88d521588bf56644db2c5ae',
                NULL
            ),
            (
                'foreign_key.ai_spending_model_id_fkey', 'copied', 243,
                '2499d63ef9ac8cd24aaeb9449950c1132dd4eaa1fd51ce8393c4703302ec143c',
                '08d618ed6e5a3d075d24d4c55cf91d29d6576f7855b76b97c31b4b92b5566aa6',
                NULL
            ),
            (
                'foreign_key.ai_usage_logs_feature_id_fkey', 'copied', 244,
                '699893bebc817574f4022ba588c52812b9cbcdc1693f52c46accc68c19fddfe1',
                'dbaeebcb03b85229fc8c0eb7276b4e574a7487b5f1716ca7cf3a5dff10ba282c',
                NULL
            ),
            (
                'foreign_key.ai_usage_logs_model_id_fkey', 'copied', 245,
                '1eabcd256455254a0e08853c0dfad1033fdb22693981e41908c3c81b21bd04a9',
                '81106097d40d1d3794025d8e29217dba4f8e61e2ae73ccbe5a51f69a24386e0c',
                NULL
            ),
            (
                'foreign_key.ai_user_metrics_top_feature_id_fkey', 'copied', 246,
                '8e8e1abd00747672a31f332049959a032333ed59829fa6016a42791a61a1995e',
                '325986a471e6bbcbaee6725f8e827a7066de7b867f9157e1e3820d238e976498',
                NULL
            ),
            (
                'foreign_key.feature_model_assignments_feature_id_fkey', 'copied', 247,
                '76c5466ea620872e5e3a55acf4c892889c79f3294337c48a194fc100b9f69c29',
                '2d70ff3d77c4dabda1e7dba653551fbb8601e21396e32bc8e159ebbc268aa79f',
                NULL
            ),
            (
                'foreign_key.feature_model_assignments_model_id_fkey', 'copied', 248,
                '794def50905e11248a32067d6c8fe2b8d3aaed5de3c1aa262a8cec0ffad2572b',
                'a482fe7dacba6344201bab722ec51d5fd9a6c8c8b839b5fc1533b7f055c2aedc',
                NULL
            ),
            (
                'foreign_key.prompt_variables_prompt_id_fkey', 'copied', 249,
                'fa88926f607ec67afffe415c527d4f0dff81035dfd455ddc676a7599785568cb',
                '992a5d9aa0fd35e17fef4f196a23ca644e85905c29d11dfc0631e26945b89267',
                NULL
            ),
            (
                'foreign_key.prompt_versions_prompt_id_fkey', 'copied', 250,
                'aac4d0baa242f987476cbfb3cb81ddde9b8c2c439ffaa6982130b43b2b5d128b',
                '7ff91c7d63dcc7940227335929a9cf89f5138b3b1d2d8293dcc57ff9135c39e2',
                NULL
            ),
            (
                'foreign_key.prompts_feature_id_fkey', 'copied', 251,
                '59069180fbcac098c8d77c24ec2d7521067bf29d8bfdaccc55924e7891ce4907',
                'b7511825f9a0d71620709a97ada23d6ea65715bd8e0b4f73232043e494c65e4d',
                NULL
            ),
            (
                'settle.ai_configs', 'copied', 252,
                'ab28cf5e3800fa9eed829bb4962d9522bb8962cbb2c94c9fb45cbd116d3cc323',
                'e3cfcb5488264e38e850a795479ccba1e51991707dc1dac89efe011d699a7f9d',
                'settings'
            ),
            (
                'settle.analytics_events', 'copied', 253,
                '173e44c43a7e40f5115b73adbb8495bc5198ee889fbe050012ee380c33071596',
                '5df10af2c42cffa902379aa9c1b1e390e4bf04361d207670dfe96e72c67d3216',
                'analytics'
            ),
            (
                'settle.billing_data', 'copied', 254,
                '1354cc881fc3fa900d094fe18a3ee3377b5eb1e7b13807e4e571416c957f1a4a',
                'e67d0f263ca335183012c003570636f90e3ec94ea6e7abd74b2537d1a0d4e3b0',
                'costs'
            ),
            (
                'settle.cost_allocations', 'copied', 255,
                '1e721377b095a973b4f15ef804fc876796651577c02601f2ead3c0c97543e901',
                '392c1d16a91c204ebd715830046fbae53450f934b119909e1f9617c7b2500b06',
                'costs'
            ),
            (
                'settle.debug_logs', 'copied', 256,
                '2494c1635be35e2bd2bbeeb7be1a483a18f6f81b8608a1d9982d29bd6731ef7b',
                '3c118ae8ffd9f3397719e63703fc25aa9c7a97932257061d643969fdeb83f6b5',
                'debugging'
            ),
            (
                'settle.error_tracking', 'copied', 257,
                '225ab96072da9174ca2ec4e9808e38c335c6c98f9a86761a422ca9df4be8f9c2',
                'f07799e88fe18de22ec166c91e9b715734ae77edfadc2cfc14fa1864c8897d75',
                'debugging'
            ),
            (
                'settle.model_settings', 'copied', 258,
                '8cfd7ae8531dbc664a94f428bf95ba61d328cf3bf4f74076c5773bb0b19e754c',
                'e7a311dbdd0748e2b1bbce0bec31a6ef3683d1de9c939189ca40926b0e7a3991',
                'settings'
            ),
            (
                'settle.performance_data', 'copied', 259,
                'd548ab5d0dcdf4ac73f8608a81f47e1fb28bfd9bdea684a87550ab01d70d7a9c',
                '005c0dcf799d9fcbbbf100c9b322fa007b130e852a529f3345c0220b09309466',
                'analytics'
            ),
            (
                'settle.performance_metrics', 'copied', 260,
                '29ed8b65ceb9590fdc40c02720b57985c41e79ee676d8b973a529971f5cb16b0',
                'fbc9d14d1b028790f13f67ec080f5a5292f15a851136fcb63fa1faad988698c0',
                'debugging'
            ),
            (
                'settle.prompt_configs', 'copied', 261,
                '555810e313c9e121c1cfa722f03096e328e083945329c20abe8ce6995bd33a0d',
                'b4a9be4e7ecd30d4b994c8ea494f3fba268d056fbf3cd0e45d7eebb0cf14519b',
                'settings'
            ),
            (
                'settle.usage_logs', 'copied', 262,
                '0ff8427ded1e6a4bac8681e166f14f7d29054762d76561e78b1ddab8dcf3f8a6',
                '31e0f5d1b0424bb94576681e4d01d093f74d2640a77c5b2c7008271af27500f5',
                'costs'
            ),
            (
                'settle.user_metrics', 'copied', 263,
                '7e8d98d1c0dc8ddefb2a4355404065320f064903fa1645d12f938c0a1d70014d',
                'c4c4d34c29ce04714aa2e21e5246afa343dcd302dc69065e8756d8cafc9fb2fb',
                'analytics'
            ),
            (
                'restored.ai_configs', 'verified', 264,
                '97ab0d5fb14a1f058d0a691d498fae885ae2fa05a09f7833bef3e594206566b3',
                '992e9075bc93e32da24488755e9379e45870054f8e8cd993514a471161fae0d5',
                'settings'
            ),
            (
                'restored.analytics_events', 'verified', 265,
                '4c7145695d72bf65faade641a517434b5eb946c6bd9b8d2c6a2fb4e6e9493613',
                '5537bcb372f72b426e00121cfd6adf70904e6c6b18087cd25ea9a2a7218ec6b9',
                'analytics'
            ),
            (
                'restored.billing_data', 'verified', 266,
                'a324cab6dca8846e54997d66d77878672f2ac37ebf99ce9dfb699fd55bd85377',
                '22a13604591e8c2fb2898853d68ce345ac61bb60f956f59dcac13775ab6d196d',
                'costs'
            ),
            (
                'restored.cost_allocations', 'verified', 267,
                'c57bdb832782c1777c9aa2ad24e691c222388ff9a351cf29900fd520aeda8013',
                'c5d51499b576221f46f5ec7330a487095ea14cfcaf7a1c36e914482124ebcaf8',
                'costs'
            ),
            (
                'restored.debug_logs', 'verified', 268,
                '1f0083408bfd25603e4bbcbc310d1fba4f48ed9b87aa43ff549a414b3e754ef4',
                'c5cff7692f084926219c8988bd5d88878ae09da412b68a5bdfafa6d17296877e',
                'debugging'
            ),
            (
                'restored.error_tracking', 'verified', 269,
                '9139c7aa597b340b0d0e6f79cc144fa3c71d50a2f3d684a6d5eaef148100f13a',
                '3acae42224795d11b4eff8ceb84716c4803379de272f1c5decb60d22a644467f',
                'debugging'
            ),
            (
                'restored.model_settings', 'verified', 270,
                '604cd72e0a49f39e44ed9619cf847f0dabd93edfa33cf0f735e6c61381c5986a',
                'c97effea8099d81ea7f5cb2fd139454688fc2e95798972f95bfe6018effd61c0',
                'settings'
            ),
            (
                'restored.performance_data', 'verified', 271,
                '7826229e163997f879ad9bd3e4bc7739fca9230cfd591f83ec8fc2d62e1f31b6',
                '044d769ead7e540ad4fe6eddaf50ef589a75d08257e2f861069da502002cc68c',
                'analytics'
            ),
            (
                'restored.performance_metrics', 'verified', 272,
                'f057426b548a75607dc16240a0f6405d05935cfdb4db1318af369309f97555ee',
                'eebbac16a5c1800c00b36b4115155856f3ea21f0adaeeff8498ff72d1fc84a4d',
                'debugging'
            ),
            (
                'restored.prompt_configs', 'verified', 273,
                '98b486d63211b9edae05e8158382cfa48c4f821502b751ecab1044a39070d9de',
                '10c72d23f774e195944042d2481a38c18609f06d44b839b64f5adf91e1b36f17',
                'settings'
            ),
            (
                'restored.usage_logs', 'verified', 274,
                '96dc01c58125e396542d7856ea9c04efc6cc3467c177acdcfda50425264bf462',
                '09c29248d9327f6a2928005299cd093f8f70d9c3e6d1d9567bfabdac9691c9e5',
                'costs'
            ),
            (
                'restored.user_metrics', 'verified', 275,
                '0a19ae427c333a2c43ac96f0a858597943155b7de3dde03c7156b03afdd5efd2',
                '44915584784445ff6a69f1a3782987c4d6aca0f05ca93508ef3f8753e4ae101c',
                'analytics'
            ),
            (
                'oracle.ai_configs', 'verified', 276,
                '90ae6726a85a6194eb7a0e609eda43c765a062e745adee957005bd8a85aa8878',
                'bb90e919aacaf4088602cee039fa4f9a783d748eb14da986c3670214ac490d3b',
                'settings'
            ),
            (
                'oracle.analytics_events', 'verified', 277,
                'ed32fc396c5407282e15fb918150caf328a1cf0e1f58e3e9f365bb4cc566e0f6',
                '0660879bc2ae11c12f109aa8003fba504c268a418d014c2ec72d7cb46773c1bd',
                'analytics'
            ),
            (
                'oracle.billing_data', 'verified', 278,
                'ea1c57de08d0b3c1ca9752a7959ca1718f99898951fc68bf5579502a586bd93c',
                '3e9bc9b6b849b529d8311e4983d8a4358c03b71997a02632bc86034f80fa4f4f',
                'costs'
            ),
            (
                'oracle.cost_allocations', 'verified', 279,
                'fb6d7000ea0518b4549419b2279f0963aba06a118f5a87740bf93f030617e5e2',
                'ac985ae5048bae41b5eebec01e9a7d7b163d015302507e7859ead5b31334da6e',
                'costs'
            ),
            (
                'oracle.debug_logs', 'verified', 280,
                '425eb686b00496f8020fe09b9449d1f6560e29a2bf9060b38a0a69dff2d24703',
                '84235b6c627913bdc743ba57b1c8a80e06c1d476178617b57068756080579d3f',
                'debugging'
            ),
            (
                'oracle.error_tracking', 'verified', 281,
                '66dd2725b6e0d8047922ac09387c74567e05ad001d2cafe54e66011fe9a5c85d',
                'f9cb0b6c544d1b80e685406835d18d2c4d9ece730b9b59b8855c570cd1b17813',
                'debugging'
            ),
            (
                'oracle.model_settings', 'verified', 282,
                '6a456f54c77e71ac4214294a18c1ce41a78fcea700e80eed022da26fcd0abc54',
                '0c3b2ef84e271519593c3e36f40833d7686696bae4b5a64879817f2660283c4d',
                'settings'
            ),
            (
                'oracle.model_settings_ai_model_prices', 'verified', 283,
                '734850aaef768e016ec4952c81e539cf4b4c0d6044f168c8798df39f9fe83d19',
                'e19aabe2e5fbc21d374c2bc80c66c9485700f8e9a36bed941b06d54e7a89d697',
                'settings'
            ),
            (
                'oracle.performance_data', 'verified', 284,
                'c36af5eb92c09a7712794ecbc2b8e68842abc6be102d4c940c68022c42cf344a',
                'ecc349fe7d127b1f49d47882485b5645efd59ee4320e1b7a0904378a4363bed2',
                'analytics'
            ),
            (
                'oracle.performance_metrics', 'verified', 285,
                'eaeb018ed1934e2be846f9d18dcaf32702198549ca97bd983d846f3acaefe62f',
                '972a77f71bb3b5986a9d34bbfbc14fb334b15bc989aa5e6d1f7ef7c3fb210213',
                'debugging'
            ),
            (
                'oracle.prompt_configs', 'verified', 286,
                'e68b81ba1e7aad8846bbf7519fdd83603c0afea7cdf1fad98dc0a719676063f8',
                '37549ef0a039f44fcf9a52db85768802f33f3506c57d7812a9969a99f7e00931',
                'settings'
            ),
            (
                'oracle.prompt_configs_prompt_variables', 'verified', 287,
                '1a50e2dcab4b71851a7d9927dbcce70a2e55937b48116da4f0821fd592e22a39',
                'fb3277212bbdb332dd32a6d2d14aba54baefc3afab7e770b77f26cb9552a9f47',
                'settings'
            ),
            (
                'oracle.prompt_configs_prompt_versions', 'verified', 288,
                '4cc3bc0d6583196e64fa170760718c8105b7a631fae19eb8689f07f577433ebe',
                '95ddf71ef8de2cf56e417a37b338274d10acc83a6ec775805a4c601997f69cb4',
                'settings'
            ),
            (
                'oracle.usage_logs', 'verified', 289,
                'c3640f6f0e73cd6ec9d8a4e31dd0614db746795e6ec1eb541f75b95c80cd108d',
                'd0e7e58f99c90057cf247225756dcc45c5589cb0b32f90cb058d6c869f975c1a',
                'costs'
            ),
            (
                'oracle.user_metrics', 'verified', 290,
                'a9cddf74bb3d1a476f7aa1a0ba51774cc5d57add923ae30a0c175104176682d4',
                'bb10da3d562e8043e2977dd3be4a2d323a50b5d050dab58ba34fe66a4d35fca3',
                'analytics'
            ),
            (
                'validator.ai_configs', 'verified', 291,
                '7fbf88002a2992098749f40efa9333e3ea76fd1925aeca237b670cc59c8e97ac',
                '9662910f24b7a64cdae3b540f7eea9ca28e419ab1fec3386a10fb4bad21f2c64',
                'settings'
            ),
            (
                'validator.analytics_events', 'verified', 292,
                'c405d2b14af1926578a4cfd0bf4a79dec3e0df84d367351bdc14fa871e7081bf',
                '86e80d5915398f1a209af636f79887d9072f27dce8845d6eb7e7393b7cbe1876',
                'analytics'
            ),
            (
                'validator.billing_data', 'verified', 293,
                '5323a1742c7d7feff2a129ae5b020cb75be7e2da5a21d23f5c0a4373b81cf1e0',
                '7bda7086db0decfa322217d26e4ae03ed6e0eb0e72bc7f1d842133ab6bf8e2bb',
                'costs'
            ),
            (
                'validator.cost_allocations', 'verified', 294,
                'b4eb82821f6f6848e7ade31e50a96795952434d6f0c4fe2495d99f2d16b54879',
                'b45d19ad33e8127b3fa423f6bfb689c4ab671fc4bfbc33fa33a2953e581c7857',
                'costs'
            ),
            (
                'validator.debug_logs', 'verified', 295,
                'd97ee550432eea7784f579e39ed09c9ade9ab4d11a103de300855a8905247cf2',
                '0f482231ec723eb7540e5b6e99ecca0bd596c6096dd7e7f94149f701d239e5ca',
                'debugging'
            ),
            (
                'validator.error_tracking', 'verified', 296,
                '05b769b4022564e9b878c33e46623059579b115322d06dbd3d91b161f5973201',
                '67c41d022fbbf7d9841d36f0e5f69ee944d74980983f57d84d985975415d626f',
                'debugging'
            ),
            (
                'validator.model_settings', 'verified', 297,
                '34af321e53a88d0b236baac9075284da7ff512856a86851a3706176e9d5d61b2',
                '6bce063b281e15e6533789a748b988ae6fe5e2adc136517bd52f6bff72e5e2e1',
                'settings'
            ),
            (
                'validator.model_settings_ai_model_prices', 'verified', 298,
                '2a9829a5d2c784cc28bae512c62b3efb4103a4e559f2fe49954cec8b438ce7cd',
                '0b811962177b923cde0c29a38e2285fbc4d4a4ff3efa2b29010994a64e83a2ba',
                'settings'
            ),
            (
                'validator.performance_data', 'verified', 299,
                '12d462ea81c58295da30849de17cf13737e6d8084a46431beb9eb5372da64e10',
                'a2e0e48217cd536e84cb7de234763abdd3af0437d32e713e2d33d03d2ca01d3a',
                'analytics'
            ),
            (
                'validator.performance_metrics', 'verified', 300,
                '2351fc8ef63ceab5b8f50b567424026af3da21392742cea7ac0847997d809a5e',
                '33868f4e55c3752dd10bab4c2d320c247ed7e186cc0be336543584e31353f26a',
                'debugging'
            ),
            (
                'validator.prompt_configs', 'verified', 301,
                '33a09ca260977d2177d8d43d4671602b69bfdc28c53331e47c904fb515e8032c',
                '8257ee337d1a2d6b8d9ad56feba2e64f599e5c56fdb43500fe752297acb66dc4',
                'settings'
            ),
            (
                'validator.prompt_configs_prompt_variables', 'verified', 302,
                '6ebfd0d73cfdf5bc8e6708cd286d3e1189ac3881b999de00510682d2a01d272f',
                'd52465924c8b27cc0add44c1813c926896552893392254793ddc1ef360be61ce',
                'settings'
            ),
            (
                'validator.prompt_configs_prompt_versions', 'verified', 303,
                'a92140f09f19e1a807d9687f1291e16c9cb4ffcbbed8dba7d7dc7c55f47b0839',
                'aa45b569f54f884bf75a4760c5dc26803cbdcd03c837c7429418deeb11305ce3',
                'settings'
            ),
            (
                'validator.usage_logs', 'verified', 304,
                '4cb044fad5a711ad61485a581645206eb6e6410017c1376c9373106d7b2ac679',
                '0019d94088a9de8c9c7f349c1853713fe32473d18d946c8dd873b4dbeda4ff99',
                'costs'
            ),
            (
                'validator.user_metrics', 'verified', 305,
                '5bff782789bfbefec2dbfcc8cf42736bd8a2037fe99a9b53c03d8b93b173a91b',
                '75f9d07392b03dcdf07569a24f0b389f6898607b326a00c2038c5be242ae7719',
                'analytics'
            ),
            (
                'repair.ai_configs', 'verified', 306,
                'd820c6b6789305f1071d8d9f19c477d9a1e6f50f355edc2424b2ca0f09911bfc',
                'ffca3637d203e2ee15d8e92cd5fa8dae223a38d9b206ce8aca052db06b38c930',
                'settings'
            ),
            (
                'repair.analytics_events', 'verified', 307,
                '498ea5035ba8e10b3e13c753d73c5d2e776aec773f7767b2fa129515569da12b',
                'b2d39e27e88f91720f5954623393f43445feed393c3032862459c252b52c2d51',
                'analytics'
            ),
            (
                'repair.billing_data', 'verified', 308,
                'd6469aa8b57b6b7f081a6fcdf6f94723381960bf1770864f4881463957ee7c49',
                'db6f05326f0c360adfeba6ffd637ecef8b2bb722413fb8b1b608d2e050e289c3',
                'costs'
            ),
            (
                'repair.cost_allocations', 'verified', 309,
                '3c26d5e8beffdfe5e2d12acd2d67eabec44097556529ac01060136b3e42868d6',
                'b43c7a8690955961d03ca71005540d7424e8c5d11db86294bd1b96c35d437466',
                'costs'
            ),
            (
                'repair.debug_logs', 'verified', 310,
                'c5c132d54a4a1e237b64823ba46cdffe2d6c603e7ff7d57b780cf83367a86c38',
                '307c3ae3bbe5bb807a2dbd4db1cafa58b47f65d82ed6577db2028425ce2fe370',
                'debugging'
            ),
            (
                'repair.error_tracking', 'verified', 311,
                'af4ebc1ff18aede37d7356204e31d9e169bcea1f102bb64d03ca78b358b91046',
                '487dfc92555cbf20e372ba21d13210721a6d39bd8aebb4291bc484bd784c1ff5',
                'debugging'
            ),
            (
                'repair.model_settings', 'verified', 312,
                '92d6b822440b4d6790965e13827c3c4561c7dd67f98b33540292af4a8eaac855',
                '6b310591b3532833e145e088177ba82f792a948805a02350745976ac9d97c34c',
                'settings'
            ),
            (
                'repair.performance_data', 'verified', 313,
                '363f21123366d81dc3ca79401484e25c1b429fc3b1e1419fef72f89276c72209',
                'e4ddb06a80c8c53f70a3b8e8ebb1c23ef1c2c88a9bbb2c00a7aa2abd7b668716',
                'analytics'
            ),
            (
                'repair.performance_metrics', 'verified', 314,
                '623092f0b94c8e192a183589daa0c3ced3fc971fd6bf6906f122e797c1bc4dc3',
                '1cce0bd3c5ccdb75a726095703cbbedefd5842ac8aca90da46a6a78a96b3ef3c',
                'debugging'
            ),
            (
                'repair.prompt_configs', 'verified', 315,
                '79b056025daa186b848b12950d6ac4b3d7bc7fd4c086207c038ad6404e540895',
                '8400ab3ea64029799baee13c44a75f9f56e4c8ae9b2e1e39b35c691fd330b935',
                'settings'
            ),
            (
                'repair.usage_logs', 'verified', 316,
                '2a2d8acd9188dc3b0ca7af5a6a27900707f7839ee3243bff7310624b23cdb60f',
                'cca4c85dd015dd0a2e39d3fd0d36ed03ea5083f7f76c0c6b6723a6d5f89a1800',
                'costs'
            ),
            (
                'repair.user_metrics', 'verified', 317,
                'cf671f3b444e4ca8335cc1bde1a8cc4214b93e91c2afdaea080d56c936904b85',
                '4f4748c0034b731c92ed3e4176b0a4e440589f2e4d6d66e571cfd773a558cdc0',
                'analytics'
            ),
            (
                'recheck.ai_configs', 'verified', 318,
                'd4cd4a4d9afa4ebe327eb720881e0cd10fbf7ac95297a60f1960f4c3e709544c',
                '720c54db725db111aa067057db4ce028fa7b1ae2859e0dc27a183dc79db9b94e',
                'settings'
            ),
            (
                'recheck.analytics_events', 'verified', 319,
                '8eb800a5c45529b86f3f9105eb66d4355d8e96e479713613ee3ca6af5fc831c5',
                'c3e46542f15c6d22bd01a727d3a9c331a5cc2f990e6fe3b6aafd3ffd5e46922d',
                'analytics'
            ),
            (
                'recheck.billing_data', 'verified', 320,
                'c6c6f9df37b7116e0c966352fdb52d19d5b0f0f79c989f7a496c0aaa4e03be95',
                'a6e21a201b2de8da348ba00187dd43b6a1b9fc18c5e3a2b7bba9d5d5eca60685',
                'costs'
            ),
            (
                'recheck.cost_allocations', 'verified', 321,
                'a1b4300b01aa349cbd0e0ad2ef7e55bb8320e03353896a856b70291d8a77e9e1',
                '1f0e91e7d34b95d5abf89f114bb0b0817e5c3e559a7bb3cac2176c8486eedeb0',
                'costs'
            ),
            (
                'recheck.debug_logs', 'verified', 322,
                '180dd3b2c2cd09689ecdc9921a45638f925b6edb2e3108c00fe6ab415e0afab3',
                '0c6a90ed509d08838f98040acb90d6627f0735e40c2bba833fd0d48803a62247',
                'debugging'
            ),
            (
                'recheck.error_tracking', 'verified', 323,
                'bb89db611d35333a6b4495060b8cffd5a80e6385aa1a38d76311937a10c1c8ec',
                '3d9e90a7afb27705dc94914c23a787c88f8b9ac631ed8a0d7b84a1739954737b',
                'debugging'
            ),
            (
                'recheck.model_settings', 'verified', 324,
                '2496b8c0a494c1d7a322fed7beafa8bea53cdb9f6981d63f473ede931348fd8b',
                '8c0543e63dd716bf8480236222687c5b4f3d1d58a29f063a29a7e3388b8a88e2',
                'settings'
            ),
            (
                'recheck.performance_data', 'verified', 325,
                '0e029c4b361592ccc0ea439959f2f8e36137a0fe081a26a61135a9b2d59310f3',
                '87230b68ee37a62daa5615227f06758b5a7df64d9b0ebc38cad63d4f80d83cac',
                'analytics'
            ),
            (
                'recheck.performance_metrics', 'verified', 326,
                '2710bd0d6abe75186a8c21231677ddac831806522b13ba3e67c8f1b333622c19',
                'df97613364892ba4d37515e34a0a6a9bbbd4a18ef5c6c525e1a41322e38079f5',
                'debugging'
            ),
            (
                'recheck.prompt_configs', 'verified', 327,
                '4017fc50a6136d1ef3ba460eb5632cdc322d9dcd1d7f202ff05f29afb59fbcee',
                'e16183bebd2630201ac1ffb31b1324e70aef0b417eca78263047fdf2828d3547',
                'settings'
            ),
            (
                'recheck.usage_logs', 'verified', 328,
                '2339aa8c22c5bf35652bceb345db6da0eaf6e55dcd1db1ee0f8cbf55a4509edd',
                '91b617e155d324a4313ef73c48eeb74d9e4465daebabfeda8e4ffc433b2ccaf2',
                'costs'
            ),
            (
                'recheck.user_metrics', 'verified', 329,
                'cd8eb1517f7e4ba3d26f32155baa59796ba7159c60b2ff76a4b25e5da90efd83',
                '6302bb1bf3527968237451b9ec0cd5a705fff44a769ce33928c79e971835c5ee',
                'analytics'
            ),
            (
                'validation.ai_configs', 'verified', 330,
                '1498491b0fb940ba1896971ff42e6d1a4e98ddea0085bd54f61649b6a6542f6d',
                '216877dba9f9f7c7c11fc760243a6cd80a675cd47180b75cdce9e1f96940dd90',
                'settings'
            ),
            (
                'validation.analytics_events', 'verified', 331,
                '779208cc1ef131c08ca11f75a779ebd5d2bddf08aa5e04f07b581ca50a207fa2',
                '96e65c75875c1094da6dbb7f113959a2c9422f160495eec5fc5528e98c308de3',
                'analytics'
            ),
            (
                'validation.billing_data', 'verified', 332,
                '4dab1aef16bffc3dca44a887d22a9604b6095677b7e549555e40e5ee132347e0',
                'ce5e8ea062fd2fb34d298c0f054b4a49397cb2ac7e48f88e152e5074cd3f51ca',
                'costs'
            ),
            (
                'validation.cost_allocations', 'verified', 333,
                'b30805320148044f153546e5cfa924ae8ab5b1ef4de988a2af71ea8d7def51af',
                'b3d026dbc6eca4f26b323bfa3c50db321c2ab8b10a6583534e042bb4fdf30b0f',
                'costs'
            ),
            (
                'validation.debug_logs', 'verified', 334,
                '794c84a50a2ba9478801b3c1c7f98ec864af3bd42c3b04103b2293985fbfd004',
                '1e6331012dbe09707a2b8809bb6f720ce587469df164b95f89ba6e993d862113',
                'debugging'
            ),
            (
                'validation.error_tracking', 'verified', 335,
                'c4cc3eff0285bb7fb70a3eb7cc9709cb7d2fca85b8a5d9dc4c5d27be0fa761b4',
                '68fd0fb9423ced53ccb1655b041e4a5e3c468c79179b9d384a9de41a40208ec1',
                'debugging'
            ),
            (
                'validation.model_settings', 'verified', 336,
                '231f9aae02f3b2e360f70e06ba69d2fddcb7862cc2c0f10dd367ac174a630686',
                '1e87aad03c6f52a3f45682857a98cb14697feff80c164e024155dd0c9b35e000',
                'settings'
            ),
            (
                'validation.model_settings_ai_model_prices', 'verified', 337,
                'e2352e7ba31ed63ab325027d1474e5039deabcbd3fe9fe4a84a2fe62a36574c3',
                '498da54d0062147e82cc2e2be675adb01c9f7d413230655708d6d7bb67f3759c',
                'settings'
            ),
            (
                'validation.performance_data', 'verified', 338,
                '2541ee2699248a74aeae0d4547fdfeb7a3485417bed49394858a0aa0b7865edd',
                '75cdb6b4ec30847a805152f66539374be2bd3fa88b8cf2cb0a26944c386c7e3e',
                'analytics'
            ),
            (
                'validation.performance_metrics', 'verified', 339,
                '485496362bf33fb0a4a2665381a8ba380fc88c5e748cd3dbdf60e81b31c658f8',
                '13d14c41d4a13bd34b672ebba1e85e34ec8c8f7648df398ddf0eb49d53fb2a99',
                'debugging'
            ),
            (
                'validation.prompt_configs', 'verified', 340,
                '90877ca0d1d6d6d01138904a4a213525cb235a0f55fc8c42f2d38dffd3e2496a',
                'b5ed4690c4b40739000a4b7d92ac7d9dd6b64258250a3423385bfc2fbefb0e41',
                'settings'
            ),
            (
                'validation.prompt_configs_prompt_variables', 'verified', 341,
                'bfe110c91ab65b3354ff52963ed83fec480391505b2ebf0020975d82408c645a',
                'a49f6e3e4a462f1db06bc35cd6e196106a5ce260f3f8a506e12d384d2b58076e',
                'settings'
            ),
            (
                'validation.prompt_configs_prompt_versions', 'verified', 342,
                '9f6ed1f79d42245002620c81f16d25cbf1104de75a89fc2da16776cf06167543',
                '0d5be73475d2cb731f6efab7118b8ea1aa12ded4a28c7a52e189fd90e7f71878',
                'settings'
            ),
            (
                'validation.usage_logs', 'verified', 343,
                'a88450bcd1febae4cb455108e9da1e00bc9ab5dedb491ccb9512c5409a6b6184',
                '6dc2412cae48332e2527e8ebbf0147ad583e3aa94107de37193023a77c54b688',
                'costs'
            ),
            (
                'validation.user_metrics', 'verified', 344,
                '88ef337edb9c6b41abe3f1a4f565c84b745c96ec2968be669601c01624b81d09',
                '6d61c74775763e1dece86170a52e33309d6de42dfa3859dd234c0cc315bfd45b',
                'analytics'
            ),
            (
                'fact_comparison.cost_of_calls', 'verified', 345,
                '3c06b101512981ef780f217d6046aaf01f7f680d8303f7bdaaa21740ff1fe057',
                'f13c16c4e844bf566f5e9a736eef95a9238975babac576e826d44ba35d8c0bd5',
                NULL
            ),
            (
                'fact_comparison.latency_of_services', 'verified', 346,
                '97a62ff4fd55336e702ee4a66c813d8769588dea559186f1a7d89e29b54b5114',
                '90ae2c2f4494ee96086dd70c7241d1fc52b428be6fdc89ff36af9acc380d0f19',
                NULL
            ),
            (
                'fact_comparison.longest_answer', 'verified', 347,
                '496ba70031d40aca141f3dcb7761a5101728eed266d2192a11f8a00e6cc880b4',
                '45776ed93e3d04e5d900cfce4b91276ba024206a8d99f2e0b9bb5dff41ba6d02',
                NULL
            ),
            (
                'names.ai_configs', 'verified', 348,
                '172417c6aae683115ebce14033a5eb0611c79857c8647654d4673a4a50db09ba',
                'f91d31fd7f5cf631c620f878e613b3b156206aec8b92eb5679d470c9bb814114',
                'settings'
            ),
            (
                'names.analytics_events', 'verified', 349,
                '1873edfaabd5ba7e27bf26f8f4d062245df03c32d856df749ff5d86efb94a7ea',
                '083144182f128f313d169bf7928882eb57b484ae05a698e682e60b17b067aafc',
                'analytics'
            ),
            (
                'names.billing_data', 'verified', 350,
                '54eb8557b740596e6f8d5c395a945f3e61cb28b9c3eec742e197cedea6b2940d',
                '2ca0ab2eb86389691776ecbfa221539ab0c7c91a6f04745d6fc507291cee1b88',
                'costs'
            ),
            (
                'names.cost_allocations', 'verified', 351,
                'b53366a4b40f5f10d47141f50406ed37b4e5b3640d5a663dddf12d686c3638aa',
                '62c901e0d6cde4231f99d30b98efef5da65234bbe2f514ae0e78cf6dc9c24a25',
                'costs'
            ),
            (
                'names.debug_logs', 'verified', 352,
                'c0764681ecb1c61ea52f2500584c24414774431c4367ad24321f087c4ab808be',
                '5199e11b6c8f383b93ed874f984b5492d0a032e1e294c55d99998070a45aa233',
                'debugging'
            ),
            (
                'names.error_tracking', 'verified', 353,
                '294016be7ec01f75b8e147cdae4bd2516fb40ba6149a47c61dae1c2afb57b3a7',
                '3fd99d00e0796a0f93b8c5330179a749423bcb4bc09fb17ca7ac3243064a0527',
                'debugging'
            ),
            (
                'names.model_settings', 'verified', 354,
                '5edd9fd47b55c0ecc7fe90d1fd38461d4d824f7eb46a0c711268b1e80db8e38d',
                '1c299cc0f2f0548504fd93d5c13903e03a69c6646f95d81e3d05b4e2fdc18430',
                'settings'
            ),
            (
                'names.performance_data', 'verified', 355,
                'd28f4889dfeb8d424148769a6232301b05f1e45765062cae123ebffacc72d633',
                '00161e92daebcb126d990d21a43f11004082f2f3c349ed43be5e6dfdb393869d',
                'analytics'
            ),
            (
                'names.performance_metrics', 'verified', 356,
                '93baa011be7057203bbc879cb94241c75bcf7e6baaa0736349f228ce24c795d8',
                'f78e43fe95fcddd7e10b9704fbb17be6baf2567b1a57e4588700c753504f0f6b',
                'debugging'
            ),
            (
                'names.prompt_configs', 'verified', 357,
                '63cd5848ef9b093c1c20e159484655c5984652381def984e8d047571a73af1e9',
                '3ab144fbb754e766431686b2f07a0e27583d0f8399bea3bceb8cbd3e3cf01590',
                'settings'
            ),
            (
                'names.usage_logs', 'verified', 358,
                '58b5d2a3086d57475414b968bbab1f6b34093862f08fdce68e1b567675eb8a52',
                'e34a4dac78fbcdea746b55f02ffab0768bc2123838a561bb77535d82fe51e614',
                'costs'
            ),
            (
                'names.user_metrics', 'verified', 359,
                '00dc9bb61518455f3d1a9c78eab30d4cc026068eef5559e9c1dd1e7f767345d2',
                '6a6845a46756946e4aa2a7ef3124b75ce6c52fc4b1e18b5870a811f97562a12e',
                'analytics'
            ),
            (
                'reconcile.ai_configs', 'verified', 360,
                '7fe39b17156d6a482cfbd28c35b45e7904cd12ab9f6f22df4aa489dfa31b1296',
                'e56df8c73edf9600bc5d68592fe1906dc9b6753f02aefa87b5b79ae3a9cf2c29',
                'settings'
            ),
            (
                'reconcile.analytics_events', 'verified', 361,
                '9d235b25e8f99648979fe6759e8138c97be253d627c1dda723acd11076c55f8c',
                '5f0be21bd72325447da6233eb0f3c668c2268a48f528531183186e7d704ebc88',
                'analytics'
            ),
            (
                'reconcile.billing_data', 'verified', 362,
                'd2e547f003ac61d497a85d4e282a3103f614932f06b4d0ab72bb520eb6434675',
                'b2890b05395f422dcbfbd79c80a955c969013b315387f1914a102592b1a60ebe',
                'costs'
            ),
            (
                'reconcile.cost_allocations', 'verified', 363,
                '28a9400178c4fa7afffeabc3a99616cc87d6b6939c10561d95ffae1ed351dc9e',
                '8061e7171b46d421b069953b3f34bae42319fb136639813a48de7370edbe6c83',
                'costs'
            ),
            (
                'reconcile.debug_logs', 'verified', 364,
                'b97be2cb4644bb5df09c218f07c317bb6904ebdc31a17f98de0ac64233f11ee1',
                'fc8f2d653f0224b2900f88af614e9afda97e3010c6792a9083c9065fc12fb9af',
                'debugging'
            ),
            (
                'reconcile.error_tracking', 'verified', 365,
                'e474050eeb421fab30e57d996edb533c18768912703c151d179a24edcfb1dffc',
                '7fe08caaa271cd523b672ae62a575f3ca330fbb3b7d3ad9dea93c516803d29a0',
                'debugging'
            ),
            (
                'reconcile.model_settings', 'verified', 366,
                '1b78e436ef66d6ed5c7bfe29414fd8ead1e6c6150b5e3c815e6be6dabd9ed298',
                'd587798c78aac2df2f1aea964cbc360fa29920cad7cee8be575880e70f5481e6',
                'settings'
            ),
            (
                'reconcile.performance_data', 'verified', 367,
                'eb27d2003bdf5fcbcf8b08ec1348e608d464507666433b41f2712e6dfc9cced2',
                'b28d46371b6410472e35957a31fabbe24813ad399794c34bef18be4202543b2b',
                'analytics'
            ),
            (
                'reconcile.performance_metrics', 'verified', 368,
                'f1a52748c529bb69ed9d8eb3c7ef30f20b5f46f56d3fe35c3a7f40283a98b000',
                '5e8df8d7d83bf7fb13b859b7e5ba0414be301b54c51debe93a1dcc8b5a753bde',
                'debugging'
            ),
            (
                'reconcile.prompt_configs', 'verified', 369,
                '0f58596f02156a7791be7d97f948185957ac46451db89ccd270c262d5a25bc04',
                'eec622c087f136f431d5214b5ba21e485857b4f61c5bc9cac215597ed7b562fd',
                'settings'
            ),
            (
                'reconcile.usage_logs', 'verified', 370,
                'ddb130a3fad1c84d55e85bd19e94d1c63728aa22be736ffb61f04d8b84f93724',
                '45c46ea2f8c34d7b88783d6ebafb57cf4aacd35b5000be813c5947b83122aa05',
                'costs'
            ),
            (
                'reconcile.user_metrics', 'verified', 371,
                'f70307b2970a5ed54f1782810ef3d2d3f31a05c92b8cde3c3c05c23dcf7f6075',
                '632d9f00bf249a92053eb6e5d20483e48d6f3d180771dadb335a024519eb2dbe',
                'analytics'
            ),
            (
                'in_step.model_settings', 'verified', 372,
                '716bfbd4f99ebab911b95f18556527c47c45ca842af210bbf405297cb4b8e8a5',
                '3b3ea23f64b45b4e3903f3f48de59fa50b7f2d82838dd60b8316e295633f08cd',
                'settings'
            ),
            (
                'in_step.prompt_configs', 'verified', 373,
                '274ab98751e2c925fe760a951af7a5d28ee3af4cdbede0aa4fb55b08202cfb8b',
                'c8afc659f1c991b9b8c51c567d3646fdd255f1d489d715b6594e37c6d4ae6406',
                'settings'
            ),
            (
                'reverse.ai_configs', 'verified', 374,
                '5e68774e886f2bb75be828fff9fe84c93aaa4c40ace7bde3a0d09c677e4e54ba',
                'c4af7d0e67894eb0ed8abd178c5a715ac381e7162dfc13708b18bfa7d7dc586d',
                'settings'
            ),
            (
                'reverse.analytics_events', 'verified', 375,
                '4697f8029389f66bd4b40b5911e904175cfa25cdc1c0e252eadfb4b23f8c587f',
                'b2e4362758849b440145b52c77fd2229898bf67874d2326d84afa01659c3c7ab',
                'analytics'
            ),
            (
                'reverse.billing_data', 'verified', 376,
                '97375989bcb11e179ce186029b6f21a4f7e3c23beedff971c1acd9d73613de7e',
                '50d65bf5d4f285a623a48b929b7dcc23d382791336e25c27d75b47aa08fd607e',
                'costs'
            ),
            (
                'reverse.cost_allocations', 'verified', 377,
                'ec437d5f3d4c35f322b44603b897b3f7926428dbde03a04610690ea98d57e5f2',
                '9ebd442034183df0aab6f82fa756a9ecb0447763e0222ec2d0cedbd9936120ba',
                'costs'
            ),
            (
                'reverse.debug_logs', 'verified', 378,
                '62c5a62f32852f459505af94b36ccc5dbdb58bd24ae2af687d2a675b051821bb',
                'f2090307404b6311e82cc817f7b073ca7b5d270c6dde18e5980c0b775e92247b',
                'debugging'
            ),
            (
                'reverse.error_tracking', 'verified', 379,
                'dcde6b890ec4afe8b86ee1ed7923bae4f78e834caa768fe0963c001173379e66',
                'e34e1bca3bd3d23ddd98d48b825441e43b88f7fe2e5dbe115c92978c26014efc',
                'debugging'
            ),
            (
                'reverse.model_settings', 'verified', 380,
                '9e1eb52b3b6eb49aafe4ce15d618f1bc64bb402b93641f9b97aef0b24657d7fa',
                'eb7ac3a04ecba224c1cb647eda227b398bd1b11b35fb5b1efc684e8c510f69bd',
                'settings'
            ),
            (
                'reverse.performance_data', 'verified', 381,
                'fb4eff253788c30426e9df0a87f3f02d9dde464bc14ac9b868e3526eb0ad1f84',
                'c195da0c3ec04b6e0ca92730c3d8fee580ce20561616bfe62287f47a5aaef86c',
                'analytics'
            ),
            (
                'reverse.performance_metrics', 'verified', 382,
                'd645d8a058a89165d491ebf88b77ae7e2cf19cd40eea1b65795fbbda8bf42bcf',
                'c26b340647560523779438154d90844aac32050aec94c717a39a76c8f4ab36fe',
                'debugging'
            ),
            (
                'reverse.prompt_configs', 'verified', 383,
                'c326b86156847974a09225f5785cb84f18ffc5190821863602cdf1901111bc5d',
                '4116cb6a38607e45353ac0d0899f5e71ca7e624e8e3ff989a35cb1a6a1370c1a',
                'settings'
            ),
            (
                'reverse.usage_logs', 'verified', 384,
                '4bbfd5c789b90a616f62d57b15ff7be526340b8f558852f476c8469bc48edec7',
                'c9d6ae564ecc3c2fc3de8604ef02feba90b451fc5d5a074c826fe7d85dc0e157',
                'costs'
            ),
            (
                'reverse.user_metrics', 'verified', 385,
                '19cb77199781affc8e9b722916a9e7fb6644422d916720ac8219efb292e4c730',
                '02a5f2ab1041b8675323bcb159fa9ed050dc5006004bd199f8c8625faa6dfe54',
                'analytics'
            ),
            (
                'parked.model_settings', 'verified', 386,
                '3d3885b26e98871d3068343f4eb290e89180abded6bedfea99b6f749d6787bca',
                '7ad86c8e63161316393eb2aa61ca09926d66cb3417115c6d617e96caeda5689d',
                'settings'
            ),
            (
                'parked.prompt_configs', 'verified', 387,
                'bf01d5c6c914db069f0a216d707a4accb0045c369bcfb019322aabdf37d68661',
                'f399191466119cc085aaa1ba8a8929e954ee460dceac116b6d4111a3fdb31412',
                'settings'
            ),
            (
                'dependants.ai-management', 'verified', 388,
                '1c5a384937467f5284b96bf2f0f7b0d8efb884020722879082cd12f3ebd4fcdd',
                'd651ff06273c95696521aecc49e65f076acc817b41c7a59fb9aa20a3eea23118',
                NULL
            ),
            (
                'statements.ai-management', 'verified', 389,
                '841d88716abbcdb0381b178bc2664c58827ab015cb85f2e96fb38e9a2325b556',
                '78bc50e6e37422a7e1feef6f823a6733894bcd880f8132079c257bd65ce0388d',
                NULL
            ),
            (
                'switch.analytics', 'switched', 390,
                '845c84ec4116b6dd59189dd908370356a10566430fd7f859018dda1635a8793c',
                'c8778e4ea1ea136ea2eaacd4b3f6c6776e8644b53d390efd1e700c129f5a345b',
                'analytics'
            ),
            (
                'switch.costs', 'switched', 391,
                '5f4991a018c43cba0fbfd64a66ace3f5c40322a2c9e34de954e44bc26dc186a6',
                'b182fe55da22bcf5b215c42ed0a8fcb465b42c2f9a8cef277fb8ae8c5fa49b84',
                'costs'
            ),
            (
                'switch.debugging', 'switched', 392,
                '162ff6b0ad325776448f9fccb3c11ede8deb1ea12c8a93ee8eace75e2ae42854',
                '8a49d5c298482d15ae45f736e25c17ca4c95efbd170c143beb16d5f39ea32be7',
                'debugging'
            ),
            (
                'switch.settings', 'switched', 393,
                '4a0584d63e401c10b633d337e553d5fbeecd071e205e0427a71e2f8487900c46',
                '383995cc739e59be878fb1951e42bc6e375b3fc846523bdfbd4fe895233a86f7',
                'settings'
            ),
            (
                'finalize.analytics', 'finalized', 394,
                'edc7cb7997d6c7da9939b0c6ae25729152c961dccc705840c12d1c1d6ac505ad',
                '124ce299a100d87b9690d5077c8e9a6f21530618b50428911e675913d6b92ba0',
                'analytics'
            ),
            (
                'finalize.costs', 'finalized', 395,
                'a84023d48fe745417a1e34029d72c59882f640c91cd4cbdd436e683fe22acb85',
                'cae54729797c0130ec3887ac3703107fc2cd0126bb4e3dbfd4fa0b7f7a68d335',
                'costs'
            ),
            (
                'finalize.debugging', 'finalized', 396,
                '39078c5b99700a92cbeb885f3f0343a38978a1490d3412bd62710a8e82a1e75c',
                '223f9273a8730b563a510b3a89653cf2f4d23097ad0477995bcefde119b62534',
                'debugging'
            ),
            (
                'finalize.settings', 'finalized', 397,
                '13d55e3b7d46a117958054e0b14a420412c46e40ef501b31dce7419ea12a36c6',
                '90d27899b70bbc6c5650134d3bd0c0d662c3a750c5d0f2b381a994420e6470d0',
                'settings'
            ),
            (
                'hold.analytics', 'holding', 398,
                'c33419b4da2698ff41d3caacfd8e295e4019fcd6547b5781dd94eb70036439dd',
                'fe6eb28a43fdb1cd2bec0df886a4e536c4ef959d0284515c96ec030bcd4a85a8',
                'analytics'
            ),
            (
                'hold.costs', 'holding', 399,
                '7868d78f78226d99afcf0813d0e2501fb08a1220634d2425b6ec8c955ec97e97',
                '1571c4ff3dd46f4fa8d03ba3034c75687a7e17ec46ad77b97dbf30bffc3b9cef',
                'costs'
            ),
            (
                'hold.debugging', 'holding', 400,
                'e55cf48980d2ffd85746052fec29976e763a95484ad011697cd9d98a0cc0e051',
                '00c39ed6b053a4e2de373b63512680c3a737c2207104bb08d27f36db89179b49',
                'debugging'
            ),
            (
                'hold.settings', 'holding', 401,
                'd3e393f9599bc3bb9304af7ee91cc990e5151025b479f8d4ef205d9bf5dddba9',
                '539f432a7350f7fa475c3b29d0dba461d38e226552cc9c3a8ca168fc63e01bfa',
                'settings'
            )
    ) AS s (step, phase, position, sha_apply, sha_rollback, data_set);
END
$register_steps$;

COMMIT;
