// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ERC4626Test} from "erc4626-tests/ERC4626.test.sol";
import {IAaveTestPool} from "test/fork/aave/AaveAdmin.sol";
import {AaveLoopTest} from "test/fork/aave/AaveLoopTest.sol";

/// @notice The ERC-4626 suite that OpenZeppelin's package brings (erc4626-tests), run against a vault with a position at 5x on Aave.
/// @dev Its set-up mints and burns the asset; here a gain is LST supplied in the loop's name, and a loss is debt taken in its name.
contract Erc4626ConformanceTest is AaveLoopTest, ERC4626Test {
    uint256 private constant MOST = 1e22;

    function setUp() public override(AaveLoopTest, ERC4626Test) {
        AaveLoopTest.setUp();
        _depositAndDeploy(100e18, _up(_debtFor(100e18, 500), 0));
        (_underlying_, _vault_) = (address(LST), address(vault));
        (_delta_, _vaultMayBeEmpty, _unlimitedAmount) = (0, false, false);
    }

    function setUpVault(Init memory init) public override {
        for (uint256 i; i < N; ++i) {
            address user = init.user[i];
            vm.assume(_isEOA(user) && user != address(vault) && user > address(0xffff));
            uint256 shares = bound(init.share[i], 0, MOST);
            uint256 assets = bound(init.asset[i], 0, MOST);
            deal(address(LST), user, LST.balanceOf(user) + shares);
            _approve(_underlying_, user, _vault_, shares);
            vm.prank(user);
            if (shares > 1) vault.deposit(shares, user);
            deal(address(LST), user, LST.balanceOf(user) + assets);
        }
        setUpYield(init);
    }

    function setUpYield(Init memory init) public override {
        uint256 amount = bound(uint256(init.yield < 0 ? -(init.yield + 1) : init.yield), 0, 5e18);
        if (amount < 10) return;
        if (init.yield >= 0) {
            address giver = makeAddr("giver");
            deal(address(LST), giver, amount);
            vm.startPrank(giver);
            LST.approve(address(AAVE), amount);
            AAVE.supply(address(LST), amount, address(loop), 0);
            vm.stopPrank();
        } else {
            vm.startPrank(address(loop));
            IAaveTestPool(address(AAVE)).borrow(address(WETH), amount, 2, 0, address(loop));
            WETH.transfer(stranger, amount);
            vm.stopPrank();
        }
    }

    /// @dev The suite's own two are named `testFail`, which forge no longer runs.
    function testFuzz_RevertWhen_SomebodyElseWithdrawsWithoutAnAllowance(Init memory init, uint256 assets) public {
        setUpVault(init);
        (address caller, address owner) = (init.user[0], init.user[2]);
        uint256 most = vault.maxWithdraw(owner);
        vm.assume(caller != owner && most > 1e6);
        assets = bound(assets, 1, most);
        vm.prank(caller);
        vm.expectPartialRevert(IERC20Errors.ERC20InsufficientAllowance.selector);
        vault.withdraw(assets, caller, owner);
    }

    function testFuzz_RevertWhen_SomebodyElseRedeemsWithoutAnAllowance(Init memory init, uint256 shares) public {
        setUpVault(init);
        (address caller, address owner) = (init.user[0], init.user[2]);
        uint256 most = vault.maxRedeem(owner);
        vm.assume(caller != owner && most > 1e6);
        // Fewer are worth less than a wei, which is refused before the allowance is asked for.
        shares = bound(shares, 1e3, most);
        vm.prank(caller);
        vm.expectPartialRevert(IERC20Errors.ERC20InsufficientAllowance.selector);
        vault.redeem(shares, caller, owner);
    }
}
