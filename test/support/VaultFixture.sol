// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {Roles} from "contracts/libraries/Roles.sol";
import {Test} from "forge-std/Test.sol";
import {IVaultUnderTest} from "test/support/IVaultUnderTest.sol";
import {OracleDouble} from "test/support/OracleDouble.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {TestLst} from "test/support/TestLst.sol";
import {VaultRoles} from "test/support/VaultRoles.sol";

/// @notice A vault over a test LST with its roles, an oracle double and strategy doubles.
/// @dev Code is deployed by name, so that a change of the vault recompiles the vault and not every test.
abstract contract VaultFixture is Test {
    uint256 internal constant SEED = 1e16;
    uint256 internal constant PAR = 1.2e18;
    uint64 internal constant GAIN_RATE = 0.1e18;
    uint32 internal constant STALENESS = 1 hours;
    uint32 internal constant SILENCE = 1 days;
    uint16 internal constant RISK_UP_BPS = 50;
    uint16 internal constant RISK_DOWN_BPS = 300;
    uint32 internal constant BUDGET_PERIOD = 1 days;
    uint256 internal constant VIRTUAL = 1e6;
    address internal constant SEED_HOLDER = 0x000000000000000000000000000000000000dEaD;

    address internal owner = makeAddr("owner");
    address internal curator = makeAddr("curator");
    address internal keeper = makeAddr("keeper");
    address internal guardian = makeAddr("guardian");
    address internal alice = makeAddr("alice");
    address internal bob = makeAddr("bob");
    address internal eve = makeAddr("eve");

    AccessManager internal manager;
    TestLst internal lst;
    OracleDouble internal oracle;
    IVaultUnderTest internal vault;

    function setUp() public virtual {
        vm.warp(1_750_000_000);
        manager = new AccessManager(address(this));
        lst = _newLst();
        oracle = new OracleDouble(PAR);
        vault = _deployVault(_initParams(), keccak256("vault"));
        _grantRoles();
    }

    /* DEPLOYMENT */

    function _newLst() internal virtual returns (TestLst) {
        return new TestLst();
    }

    function _initParams() internal view virtual returns (IVaultTypes.InitParams memory) {
        return IVaultTypes.InitParams({
            asset: address(lst),
            name: "Ballast test LST",
            symbol: "blstTLST",
            authority: address(manager),
            oracle: address(oracle),
            maxGainRateWad: GAIN_RATE,
            maxStaleness: STALENESS,
            maxKeeperSilence: SILENCE,
            riskUp: IVaultTypes.LossBudgetTerms(RISK_UP_BPS, BUDGET_PERIOD),
            riskDown: IVaultTypes.LossBudgetTerms(RISK_DOWN_BPS, BUDGET_PERIOD),
            fees: IVaultTypes.FeeTerms(address(0), 0, 0),
            seedFrom: address(this),
            seedAssets: SEED
        });
    }

    /// @dev The proxy takes the seed in its constructor, hence the approval to an address that has no code yet. It is a CREATE2 address, since a
    /// nonce would differ where forge isolates calls.
    function _deployVault(IVaultTypes.InitParams memory params, bytes32 salt) internal returns (IVaultUnderTest) {
        address implementation = _deployImplementation();
        bytes memory init = abi.encodeCall(IVaultUnderTest.initialize, (params));
        bytes32 codeHash = keccak256(bytes.concat(type(ERC1967Proxy).creationCode, abi.encode(implementation, init)));
        lst.mint(params.seedFrom, params.seedAssets);
        lst.approve(vm.computeCreate2Address(salt, codeHash, address(this)), params.seedAssets);
        return IVaultUnderTest(address(new ERC1967Proxy{salt: salt}(implementation, init)));
    }

    /// @dev The vault's three parts, each of which knows the next.
    function _deployImplementation() internal returns (address) {
        address governance = vm.deployCode("VaultGovernance.sol:VaultGovernance");
        address operations = vm.deployCode("VaultOperations.sol:VaultOperations", abi.encode(governance));
        return vm.deployCode("LstVault.sol:LstVault", abi.encode(operations));
    }

    function _grantRoles() private {
        manager.setTargetFunctionRole(address(vault), VaultRoles.curatorFunctions(), Roles.CURATOR);
        manager.setTargetFunctionRole(address(vault), VaultRoles.keeperFunctions(), Roles.KEEPER);
        manager.setTargetFunctionRole(address(vault), VaultRoles.guardianFunctions(), Roles.GUARDIAN);
        manager.setTargetFunctionRole(address(vault), VaultRoles.upgraderFunctions(), Roles.UPGRADER);
        manager.grantRole(Roles.CURATOR, curator, 0);
        manager.grantRole(Roles.KEEPER, keeper, 0);
        manager.grantRole(Roles.GUARDIAN, guardian, 0);
        manager.grantRole(Roles.UPGRADER, owner, 0);
        manager.grantRole(manager.ADMIN_ROLE(), owner, 0);
        manager.renounceRole(manager.ADMIN_ROLE(), address(this));
    }

    /* STRATEGIES AND BATCHES */

    function _newStrategy() internal returns (StrategyDouble) {
        return new StrategyDouble(address(vault), address(lst));
    }

    function _addStrategy(uint128 capAssets) internal returns (StrategyDouble strategy) {
        strategy = _newStrategy();
        vm.prank(curator);
        vault.addStrategy(address(strategy), capAssets);
    }

    function _addStrategy() internal returns (StrategyDouble) {
        return _addStrategy(type(uint128).max);
    }

    function _terms() internal view returns (IVaultTypes.BatchTerms memory) {
        return IVaultTypes.BatchTerms({
            nonce: vault.rebalanceNonce(), deadline: uint64(block.timestamp + 60), decisionHash: keccak256("decision")
        });
    }

    function _action(IVaultTypes.ActionKind kind, StrategyDouble strategy, uint256 assets, bytes memory data)
        internal
        pure
        returns (IVaultTypes.Action memory)
    {
        return IVaultTypes.Action({kind: kind, strategy: address(strategy), assets: assets, data: data});
    }

    function _batch(IVaultTypes.Action memory action) internal pure returns (IVaultTypes.Action[] memory actions) {
        actions = new IVaultTypes.Action[](1);
        actions[0] = action;
    }

    function _rebalance(IVaultTypes.Action memory action) internal {
        IVaultTypes.BatchTerms memory terms = _terms();
        vm.prank(keeper);
        vault.rebalance(_batch(action), terms);
    }

    function _expectBatchReverts(IVaultTypes.Action[] memory actions, bytes memory reason) internal {
        IVaultTypes.BatchTerms memory terms = _terms();
        vm.expectRevert(reason);
        vm.prank(keeper);
        vault.rebalance(actions, terms);
    }

    function _deploy(StrategyDouble strategy, uint256 assets) internal {
        _rebalance(_action(IVaultTypes.ActionKind.Deploy, strategy, assets, ""));
    }

    function _free(StrategyDouble strategy, uint256 assets) internal {
        _rebalance(_action(IVaultTypes.ActionKind.Free, strategy, assets, ""));
    }

    function _manage(StrategyDouble strategy, bytes memory data) internal {
        _rebalance(_action(IVaultTypes.ActionKind.Manage, strategy, 0, data));
    }

    /// @dev A loop on `equity` of idle LST at `leverage` times, its debt at par.
    function _lever(StrategyDouble strategy, uint256 equity, uint256 leverage) internal {
        uint256 bought = equity * (leverage - 1);
        uint256 debt = bought * oracle.parWad() / 1e18;
        _rebalance(
            _action(
                IVaultTypes.ActionKind.Deploy, strategy, equity, abi.encodeCall(StrategyDouble.leverUp, (bought, debt))
            )
        );
    }

    /* USERS */

    function _fund(address user, uint256 assets) internal {
        lst.mint(user, assets);
        vm.prank(user);
        lst.approve(address(vault), type(uint256).max);
    }

    function _deposit(address user, uint256 assets) internal returns (uint256 shares) {
        _fund(user, assets);
        vm.prank(user);
        return vault.deposit(assets, user);
    }

    function _redeem(address user, uint256 shares) internal returns (uint256 assets) {
        vm.prank(user);
        return vault.redeem(shares, user, user);
    }

    function _redeemMax(address user) internal returns (uint256) {
        return _redeem(user, vault.maxRedeem(user));
    }

    function _bidValue(address user) internal view returns (uint256) {
        return vault.previewRedeem(vault.balanceOf(user));
    }

    /// @dev LST per 1e27 shares at the recognised value and with the virtual share, fine enough to see a fraction of a wei. `convertToAssets` leaves
    /// the virtual share out under a price of one.
    function _price() internal view returns (uint256) {
        return Math.mulDiv(1e27, 1e40, vault.convertToShares(1e40));
    }

    /* ISOLATION */

    /// @dev Once the vault has heard it a last time, the strategy answers no more, and the guardian isolates it.
    function _silenceAndIsolate(StrategyDouble strategy, uint16 haircutBps) internal {
        vault.sync();
        strategy.setMode(StrategyDouble.Mode.RevertOnExposure);
        vm.prank(guardian);
        vault.isolate(address(strategy), haircutBps);
    }

    /// @dev It answers again, and whoever sees it readmits it.
    function _readmit(StrategyDouble strategy) internal {
        strategy.setMode(StrategyDouble.Mode.Honest);
        vm.prank(eve);
        vault.readmit(address(strategy));
    }
}
