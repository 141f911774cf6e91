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

BEGIN;

--: Register the migration, with the hashes of its specs and of its plan, and its data sets.
DO $register$
BEGIN
    PERFORM migration.register_migration(
        'ai-management',
        '36a1365f761fa1d4c56ee3f92e2b562501c4333098b8fae69d07d2ec6ffd474c',
        '4942152036e6dbfef2f93160b5096b19e023b39ffafc6f4f0b45de45c97ed28e',
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
            'fact.cost_of_calls',
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
            'validation.usage_logs',
            'fact_comparison.cost_of_calls'
        ]::text[]
    );
    PERFORM migration.register_step(
        'ai-management', s.step, s.phase, s.position, s.sha_apply, s.sha_rollback
    )
    FROM (
        VALUES
            (
                'contract.billing_data', 'planned', 44,
                '792da9417d892f716f8591172ca5dd4f27aeebce21eac43268158df2b70eaf38',
                'f460e3eb553e95e99bb901ecdd3a3d1ba9a8d5c3b537a05b33a749c803716baf'
            ),
            (
                'contract.cost_allocations', 'planned', 45,
                '6c481292e655b66c3cddc28b9bde60da21f42adb9ae4fddeb07363c65cf587f6',
                '835af56fab62493e546463a45a3b0501373580f9e48972901bcff82c40436e73'
            ),
            (
                'contract.usage_logs', 'planned', 46,
                'd45485997714cfe65e591b6b91edf8ed0f8e5683542fdeaaff27f7a5d508fae1',
                '679c6486df598c556b73011ba6cc669b9b48bcbc512514dbb8479415a63000ee'
            ),
            (
                'schemas.ai-management', 'expanded', 55,
                'ada3f25e975f700b575ebcf0767294f5ce0e5a170f3fa88568c3a62708f893a6',
                'c0bd8f4b64384e1576a94ea6be178659b5886b1788dd4c72667d4fe61e31b1f2'
            ),
            (
                'role.ai_management_app', 'expanded', 56,
                '1ef9f5087f7586d6eef1aadaa3e091fdc16437ef59cb75cb4a9631c7c243048d',
                '4e9cbf9936e8788c4abcb56dce17b0a1cddcf2217568ee1434d2c72f24a11d28'
            ),
            (
                'role.ai_management_reader', 'expanded', 57,
                '95639a206ad01795842e9c7a4a983e579f70f3b64e6700a6a796f82f313ebb50',
                '9f2a73212487c94752545a323d0d71711ab01b484b07db8258bb07e02a5c22d4'
            ),
            (
                'table.ai_features', 'expanded', 58,
                'aa30c2d6e9da1edce0e032aab1ec95c7c3c34f6a647e85254021670caf908f53',
                '600b4d7f181b9b08eb7039347e8e1088d7d982415e722f351eb33ca9edc40a62'
            ),
            (
                'table.ai_models', 'expanded', 59,
                '42f7c867bd29d9b3ef3ed61e21b9ca1445950da976e32c44f18cf6ccab048d4b',
                'ab91f27d18fe508a7a58d84183ae7ae363468ba4a90970c85aa96552705aff68'
            ),
            (
                'table.ai_spending', 'expanded', 60,
                'a9ac003a2e2da753ca515a72dc27f87fe274cd9ba071b8d7f417741d9c5e8388',
                '3cf6a989ed7ba5c08ed2feb0ecb6f5e26a8054f53299c88d8ddc3b671412b88e'
            ),
            (
                'table.ai_spending_allocations', 'expanded', 61,
                '076a1b007c9ca95bdf457c66ccd96468b4850aca6934035d7a3a2d0d7e63e346',
                'dc5746d1c55954eebf5d73b9baba5e966e5c4903e6337d1ff3247827abbc0945'
            ),
            (
                'table.ai_usage_logs', 'expanded', 62,
                '511223de02e9c687624e22ed4674e4641696b6b2e1cd0660a2d7b04576272cb5',
                'eed03fc33754d10ae0533e816022d220c6dc95945f8632f11bd50cc0373e2fa7'
            ),
            (
                'partitions.ai_usage_logs', 'expanded', 63,
                '3a5f60a7c15e3ce101ca2a0d8e15a6eab0baee8bf639ba809ceef96e4763c9b1',
                '359c2fe5bbac2cb2f452fe65df46dfb69087884589cf8cf9a28e58cb692d61a8'
            ),
            (
                'mapping.billing_data', 'expanded', 64,
                'd88a88362bcf49256acadfc1e68906272b0d6820f9bcc9cd70c0b96f60eb01ac',
                '4e57bc5ea3111c611d46ae309407edd06095be3e55e9435abf9e525e053e6685'
            ),
            (
                'mapping.cost_allocations', 'expanded', 65,
                '003d6dec2c0520653b9b33745aaa6ff2cb5ed8aeed0fc5aec6ff9709d1ebedfd',
                'c74aae1d01e861e4a7180d7dfeab7455817ab699440523fa638663988b6594a7'
            ),
            (
                'mapping.usage_logs', 'expanded', 66,
                'c1b63acdf03ced12f9a352193bddfd323d523b5b5cf6ad1d71e745220908cc35',
                '07a864f28e31f9352dcbc77f28575af8e3f2e991d6351dec8aaed291408eff9e'
            ),
            (
                'fact.cost_of_calls', 'expanded', 67,
                'd23eb2601a69586e174c04c6ebd8fd196cda38c2390cbd5cb34a0208c7101e0d',
                'd482926817218c69ecfd58339382b332168efaa3f80460678c2e4328b2114cdb'
            ),
            (
                'bring.billing_data', 'capturing', 68,
                'e7ef411d0b3613da44a85271fe0805e25f774f31512bf81a7405c67406461491',
                '7fb2ad839a058d6b16b0796bf6741007a275d51133200936881e6134889a3fc1'
            ),
            (
                'bring.cost_allocations', 'capturing', 69,
                '9575d73f93d2c57939d152366c8cc2aee4892ef7260674c826b2ab11c8a37dc9',
                'ea7f91cc2fa07612e21fd94835dc9dea9c123f37fde918613a71033f3660f839'
            ),
            (
                'bring.usage_logs', 'capturing', 70,
                'd6db38f4ed101c26ac20d5c2127faddd0bedc2628dfbd7b272a1ab0138d38fef',
                '412848c249554c411fff038a8eca16e852251986dea22a1651a24187e0996fcd'
            ),
            (
                'capture.billing_data', 'capturing', 71,
                '5263d59d52daf82c65205d9e147a051dbd37c49bb75a821b0a28fe1189ac8e56',
                'db3c5d369de7b23dc6bed93184a23035613228ca6433cf13b90e24eeea169a7e'
            ),
            (
                'capture.cost_allocations', 'capturing', 72,
                'c15f81c69de5580a77817680913a6ec32382d7afc61670d5e491dddb364a9e8d',
                '3ae40f1ff9153d066a914c472002a95e7f4af5fdec5b954d71d784643f9ad69c'
            ),
            (
                'capture.usage_logs', 'capturing', 73,
                '4c426d85126d0544865f1f7e30274b5b099b1434f8943f2e7f7af87ee5d9a8e7',
                'a23b1f9e6a8011dddae48a57c8ca0d1aeb5a700dfcd01b7fc7d45028d36a544f'
            ),
            (
                'copier.billing_data', 'copying', 74,
                'a8f2043c9b8eb579869db8c8f560a14bff14af24c2c84dba555dc88fc57c33da',
                '3d5706588a24426f18f784173d6c7681c9db23d510603b4df3b6f43ddd1f6f02'
            ),
            (
                'copier.cost_allocations', 'copying', 75,
                'aa91f6efc48399201bfcb6134a8a59646f5b664f2a438dfdb4ab303d8c05e662',
                '731a31fb3668b01455bdb03ec5153acf878de6be4451d68bef9367c34e5ea751'
            ),
            (
                'copier.usage_logs', 'copying', 76,
                '6ad579a62ea4dab6b7df11f8242aadcea578c8bb33f97122ce1fbd55dd817578',
                '0cdc475b5781b92d0906059c6bd64412b1a4d4f230d165f450225eb6d056de3a'
            ),
            (
                'backfill.billing_data', 'copying', 77,
                'e2e650b3de70d6cd09b0dd9c71ba3b7f070c5aafc89f78c859f8eab8d91830b7',
                'f665c98f6501f1d6db7eb7ae90d407fc6301471b334701435d2df54991eb8165'
            ),
            (
                'backfill.cost_allocations', 'copying', 78,
                '1157a093be6fc8cee3da6018093d16967882ed550c346338674f58eba299858a',
                '03d22a468c18f50c0ae7955b5a3ce4dde1d66376db66b99a363f8dd586d5a45b'
            ),
            (
                'backfill.usage_logs', 'copying', 79,
                '5f693f7d4fb633e7611bcc053b284906a948cfe82d1b845b60a8b25504fa1860',
                'e667e744ec5a7082539e5fbc39147b3f4755ea144849aa0fc7c27db082d5f656'
            ),
            (
                'index.idx_ai_usage_logs_feature_time_cost', 'copied', 80,
                'a7ac532d35d853f925fc3338577376b97a5b68a1af422676feb5ba980e608fb5',
                'df6900bfa3e0d71a8cfe878afee6ab80d6bd4410fae63a393d82275f2678573f'
            ),
            (
                'foreign_key.ai_spending_allocations_feature_id_fkey', 'copied', 81,
                '6a10c5b4bcc6a4676f46ec5228b201dbd4990786e289452de6cc776574c707b1',
                '1e307957f6c1714bbab20d999e1a515b710c7862aa587b5bc838a10deb5140c4'
            ),
            (
                'foreign_key.ai_spending_feature_id_fkey', 'copied', 82,
                '1a575cc8cbbc6af3a1b2e3abc34f6efa7870141806354e4803915eb54aff6be7',
                'cf93f1699545eea8932b15d98db8ee6a9ae641a32fac0d1e583767d101e4e1df'
            ),
            (
                'foreign_key.ai_spending_model_id_fkey', 'copied', 83,
                'bf918814bebd90a58db163b4c39e30f47b07ba8e8913bb32395f30bbbe1cddf7',
                '057c177777515f7995adf8963031dd00fbd6e292bf55162e3f6c72be11ed688f'
            ),
            (
                'foreign_key.ai_usage_logs_feature_id_fkey', 'copied', 84,
                '9eb95d2da6bc5e36bb4b47614ec0bda1e25f5836a6fbb64497b22769476cb6b8',
                'c77b3fab8fcec29d37762ba997215b1b16a4a0314770cf6a18f667b1cb2bee24'
            ),
            (
                'foreign_key.ai_usage_logs_model_id_fkey', 'copied', 85,
                '1d31f299bf86f00de94b560ad8ff7c6bb026af08d4f8fbd8c360c58374723e67',
                'e22f1ce8846723e3203b9cf46ca8f7b4808bbcb352db4b025a19757e8178e3ea'
            ),
            (
                'settle.billing_data', 'copied', 86,
                '9a9bf99f636b6f45fcd655e53bccf932a592b99c3abe6b257e55e0292ec954ff',
                'c16edb97bd02f4f3619f526fe854b718f8a3012c926ee6824acaf4199ea63cf4'
            ),
            (
                'settle.cost_allocations', 'copied', 87,
                '9001d84b557967b02dfdefcd58c7cd67db5c333f1ac496400143ce8513c164c1',
                '656720da83c5bb37532effd43d60e84a9839f85613b69ca6396cd4ef47fd5cfd'
            ),
            (
                'settle.usage_logs', 'copied', 88,
                '1baa07f0bc8127024284749d4c44862db33fa1704be02d7c108ff66d62fbe279',
                '52673c60d7196b011a6ca25d399c9d9ffa5141a59789abd6c990cedea777353d'
            ),
            (
                'validator.billing_data', 'verified', 89,
                'd3e77624cbe7117c39e17b1697e88124bcfea856f4de977fdf75d737742c99fa',
                '6669b56f93bf9b89840f494378b1d1576d0a32a77fa368403e265225b18ad7f9'
            ),
            (
                'validator.cost_allocations', 'verified', 90,
                'e4033b2bd907ac9d3e4f91e4a8dd2d23c7e5b30f2dfeba6b0fd04551c6addfa6',
                '4ee3cb8deae6078cf4c2379851df269246b3edb862c6b6633570bafd6e32b1cf'
            ),
            (
                'validator.usage_logs', 'verified', 91,
                'd864d4e8a17739168e1b21c4cb853d87d2f56428f1cebcc7e52959226de91066',
                '26cb206bc1079ad9782cdd14fb78b983d3c72ce5c02d7ff3fc467a35accf1b27'
            ),
            (
                'validation.billing_data', 'verified', 92,
                'c5e1a6e1637ce88d676b7964177de844cab9bd98011c0bfb10009871885c1700',
                '56bbbc9c3df305f86fa13a195f00cadc0acbc00706c3c5ec463c2492c75fea1e'
            ),
            (
                'validation.cost_allocations', 'verified', 93,
                'c8e793d778681b3798eb87ea8abb63e2c12a21dca3e8d26bdfb3328a01acde21',
                '85887d694c5b04921790668994d0246fd382f1f71bcb0fd4dad0c7aac7eb7c2e'
            ),
            (
                'validation.usage_logs', 'verified', 94,
                '3f6f6e220343c0023d63ee3ec30c4ef294e98057a270c3d1355c3c524ce63adb',
                'd8a4a99a4853c5dd5574c4159f80a83289230c15a2364af0909405e3ef06f20e'
            ),
            (
                'fact_comparison.cost_of_calls', 'verified', 95,
                'f440acee16cbd0e949de577ec66359e98a78643e33a4aa13c387a260360d11b5',
                '3927cd846cd0c3cc3242fa66903ca593b16fbd901883652897f4ca3834292265'
            )
    ) AS s (step, phase, position, sha_apply, sha_rollback);
END
$register_steps$;

COMMIT;
