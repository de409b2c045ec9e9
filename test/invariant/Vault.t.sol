// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {VaultHandler} from "test/invariant/VaultHandler.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice What docs/INVARIANTS.md says of the vault, whatever users, markets, the keeper, the guardian and the curator do.
/// @dev One campaign for all sentences, since each has to watch the same runs; the number is in the message.
/// forge-config: default.isolate = false
/// forge-config: deep.isolate = false
contract VaultInvariantsTest is VaultFixture {
    VaultHandler internal handler;
    StrategyDouble[2] internal doubles;

    function setUp() public override {
        super.setUp();
        doubles = [_addStrategy(), _addStrategy()];
        _deposit(alice, 1_000e18);
        handler = new VaultHandler(vault, lst, oracle, doubles, [keeper, guardian, curator]);
        targetContract(address(handler));
        vm.allowCheatcodes(address(handler));
    }

    /// forge-config: default.invariant.runs = 500
    /// forge-config: default.invariant.depth = 100
    /// forge-config: default.invariant.include-push-bytes = false
    /// forge-config: deep.invariant.runs = 500
    /// forge-config: deep.invariant.depth = 100
    /// forge-config: deep.invariant.include-push-bytes = false
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_TheVault() public view {
        IVaultTypes.Valuation memory v = vault.valuation();
        assertLe(vault.idle(), lst.balanceOf(address(vault)), "V1: idle is backed by tokens");
        uint256 sum = vault.balanceOf(alice) + vault.balanceOf(SEED_HOLDER) + vault.balanceOf(eve);
        for (uint256 i; i < 4; ++i) {
            sum += vault.balanceOf(handler.users(i));
        }
        assertEq(sum, vault.totalSupply(), "V2: shares add up to the supply");
        assertLe(v.bid, v.ask, "V3: the bid never exceeds the ask");
        assertLe(vault.totalAssets(), v.navPar, "V4: what is recognised is there");
        assertLe(handler.recognised(), handler.recognisable(), "V8: gains were recognised faster than the bound");
        assertEq(vault.balanceOf(SEED_HOLDER), SEED, "V10: the seed stays");
        (
            IVaultTypes.LossBudgetTerms memory up,
            int256 upLeft,
            IVaultTypes.LossBudgetTerms memory down,
            int256 downLeft
        ) = vault.lossBudgets();
        assertLe(upLeft, int256(uint256(up.capacityBps)) * 1e14, "V17: riskUp holds more than its capacity");
        assertLe(downLeft, int256(uint256(down.capacityBps)) * 1e14, "V17: riskDown holds more than its capacity");
        assertGe(downLeft, 0, "V17: riskDown is overdrawn");
        if (vault.paused() & 1 != 0) assertEq(vault.maxDeposit(eve), 0, "V21: deposits are open while paused");
    }

    /// @dev What the handler remembers of each call is asked once, at the end of a run, since it never forgets.
    function afterInvariant() public {
        assertEq(handler.worstPriceDrop(), 0, "V5: a user lowered the price of the others");
        assertEq(handler.brokenPromises(), 0, "V6: a limit's promise was not kept");
        assertEq(handler.bestRoundTrip(), 0, "V7: a round trip gained");
        assertEq(handler.haircutsStored(), 0, "V9: a market haircut was stored");
        assertEq(handler.outagesStored(), 0, "V15: an unreadable par was stored");
        assertEq(handler.feesOverDue(), 0, "V16: a fee was more than its share of gain and time");
        assertEq(handler.marksFallen(), 0, "V16: the high-water mark fell");
        assertEq(handler.budgetsFilled(), 0, "V18: a change of the budgets filled one");
        assertEq(handler.exitsOverBid(), 0, "V19: an exit paid more than a redemption");
        assertEq(handler.isolationsThatGained(), 0, "V20: isolating a strategy changed what the vault is worth");
        _everyoneLeaves();
    }

    /// @dev V11: once strategies can pay, everyone leaves, in whatever state the run ended, and the vault stays solvent.
    function _everyoneLeaves() private {
        oracle.set(oracle.parWad(), oracle.parWad(), true);
        for (uint256 i; i < 2; ++i) {
            handler.readmit(i);
        }
        for (uint256 i; i < 2; ++i) {
            doubles[i].setWithdrawableLimit(type(uint256).max);
            // Debt is repaid at par, so that all that is left can be paid out.
            if (doubles[i].eth() < 0) {
                int256 owed = -doubles[i].eth() * 1e18 / int256(oracle.parWad()) + 1;
                doubles[i].setLegs(doubles[i].lst() - owed, 0);
            }
        }
        vault.sync();
        for (uint256 i; i < 5; ++i) {
            address user = i == 4 ? alice : handler.users(i);
            uint256 most = vault.maxRedeem(user);
            if (vault.previewRedeem(most) != 0) _redeem(user, most);
            assertEq(vault.previewRedeem(vault.balanceOf(user)), 0, "V11: somebody could not leave whole");
        }
        assertLe(vault.idle(), lst.balanceOf(address(vault)), "V11: not solvent after everyone has left");
        assertEq(vault.balanceOf(SEED_HOLDER), SEED, "V11: the seed was redeemed");
    }
}

/// @notice The same with fees: eve gets them.
/// forge-config: default.invariant.runs = 500
/// forge-config: default.invariant.depth = 100
/// forge-config: default.invariant.include-push-bytes = false
/// forge-config: default.invariant.fail-on-revert = true
/// forge-config: default.isolate = false
/// forge-config: deep.isolate = false
contract VaultWithFeesInvariantsTest is VaultInvariantsTest {
    function _initParams() internal view override returns (IVaultTypes.InitParams memory params) {
        params = super._initParams();
        params.fees = IVaultTypes.FeeTerms(eve, 2_000, 200);
    }
}

/// @notice The twin: with honest strategies and live rates nothing is ever refused. Without it the invariants above could hold because nothing
/// happens.
/// forge-config: default.invariant.fail-on-revert = true
/// forge-config: default.isolate = false
/// forge-config: deep.isolate = false
contract VaultLivenessTest is VaultFixture {
    VaultHandler internal handler;
    StrategyDouble[2] internal doubles;

    function setUp() public override {
        super.setUp();
        doubles = [_addStrategy(), _addStrategy()];
        _deposit(alice, 1_000e18);
        handler = new VaultHandler(vault, lst, oracle, doubles, [keeper, guardian, curator]);
        vm.allowCheatcodes(address(handler));
        bytes4[] memory selectors = new bytes4[](8);
        selectors[0] = VaultHandler.deposit.selector;
        selectors[1] = VaultHandler.mint.selector;
        selectors[2] = VaultHandler.withdraw.selector;
        selectors[3] = VaultHandler.redeem.selector;
        selectors[4] = VaultHandler.donate.selector;
        selectors[5] = VaultHandler.passTime.selector;
        selectors[6] = VaultHandler.freeAssets.selector;
        selectors[7] = VaultHandler.gain.selector;
        targetContract(address(handler));
        targetSelector(FuzzSelector({addr: address(handler), selectors: selectors}));
        _deploy(doubles[0], 300e18);
        _deploy(doubles[1], 300e18);
    }

    function invariant_V12_AnyoneCanEnter() public view {
        assertGe(vault.maxDeposit(eve), 1e30);
        assertGt(vault.previewDeposit(1e18), 0);
    }

    function invariant_V13_AllThatIsOwnedCanBeTakenOut() public view {
        for (uint256 i; i < 4; ++i) {
            address user = handler.users(i);
            assertEq(vault.maxRedeem(user), vault.balanceOf(user));
            assertEq(vault.maxWithdraw(user), vault.previewRedeem(vault.balanceOf(user)));
        }
    }

    function invariant_V22_AnHonestBatchIsNeverRefused() public view {
        assertEq(handler.refused(), 0);
    }

    function invariant_V14_NothingIsLostWhereNothingLoses() public view {
        assertLe(vault.convertToShares(1e27), 1e27);
    }
}
