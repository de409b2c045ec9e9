// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {VaultHandler} from "test/invariant/VaultHandler.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice What docs/INVARIANTS.md says of the vault, whatever users, markets and the keeper do.
/// forge-config: default.invariant.fail-on-revert = true
contract VaultInvariantsTest is VaultFixture {
    VaultHandler internal handler;
    StrategyDouble[2] internal doubles;

    function setUp() public override {
        super.setUp();
        doubles = [_addStrategy(), _addStrategy()];
        _deposit(alice, 1_000e18);
        handler = new VaultHandler(vault, lst, oracle, doubles, keeper);
        targetContract(address(handler));
        vm.allowCheatcodes(address(handler));
    }

    function invariant_V1_IdleIsBackedByTokens() public view {
        assertLe(vault.idle(), lst.balanceOf(address(vault)));
    }

    function invariant_V2_SharesAddUpToTheSupply() public view {
        uint256 sum = vault.balanceOf(alice) + vault.balanceOf(SEED_HOLDER);
        for (uint256 i; i < 4; ++i) {
            sum += vault.balanceOf(handler.users(i));
        }
        assertEq(sum, vault.totalSupply());
    }

    function invariant_V3_BidNeverExceedsAsk() public view {
        assertLe(vault.valuation().bid, vault.valuation().ask);
    }

    function invariant_V4_RecognisedNeverExceedsWhatIsThere() public view {
        assertLe(vault.totalAssets(), vault.valuation().navPar);
    }

    function invariant_V5_NoUserLowersThePriceOfTheOthers() public view {
        assertEq(handler.worstPriceDrop(), 0);
    }

    function invariant_V6_WhatLimitsPromiseIsPaid() public view {
        assertEq(handler.brokenPromises(), 0);
    }

    function invariant_V7_NoRoundTripProfits() public view {
        assertEq(handler.bestRoundTrip(), 0);
    }

    function invariant_V8_GainsAreRecognisedNoFasterThanTheBound() public view {
        assertLe(handler.recognised(), handler.recognisable());
    }

    function invariant_V9_AMarketHaircutIsNeverStored() public view {
        assertEq(handler.haircutsStored(), 0);
    }

    function invariant_V10_TheSeedStays() public view {
        assertEq(vault.balanceOf(SEED_HOLDER), SEED);
    }

    function invariant_V15_AnUnreadableParIsNeverStored() public view {
        assertEq(handler.outagesStored(), 0);
    }

    /// @dev V11: once strategies can pay, everyone leaves, in whatever state the run ended, and the vault stays solvent.
    function afterInvariant() public {
        oracle.set(oracle.parWad(), oracle.parWad(), true);
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
        }
        assertLe(vault.idle(), lst.balanceOf(address(vault)));
        assertEq(vault.balanceOf(SEED_HOLDER), SEED);
    }
}

/// @notice The twin: with honest strategies and live rates nothing is ever refused. Without it the invariants above could hold because nothing
/// happens.
/// forge-config: default.invariant.fail-on-revert = true
contract VaultLivenessTest is VaultFixture {
    VaultHandler internal handler;
    StrategyDouble[2] internal doubles;

    function setUp() public override {
        super.setUp();
        doubles = [_addStrategy(), _addStrategy()];
        _deposit(alice, 1_000e18);
        handler = new VaultHandler(vault, lst, oracle, doubles, keeper);
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

    function invariant_V14_NothingIsLostWhereNothingLoses() public view {
        assertGe(vault.convertToAssets(1e27), 1e27);
    }
}
