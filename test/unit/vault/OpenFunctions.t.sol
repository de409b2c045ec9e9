// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/interfaces/IERC20Metadata.sol";
import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";
import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {IVaultUnderTest} from "test/support/IVaultUnderTest.sol";
import {Selectors} from "test/support/Selectors.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";
import {VaultRoles} from "test/support/VaultRoles.sol";

/// @notice Every function that the vault's code answers to either has its role or stands in the list of those that are open to all.
contract OpenFunctionsTest is VaultFixture {
    mapping(bytes4 selector => bool) private _known;
    bytes4[] private _all;

    /// @dev Functions that anyone may call and that change something.
    function _open() private pure returns (bytes4[] memory list) {
        list = new bytes4[](17);
        list[0] = bytes4(keccak256("deposit(uint256,address)"));
        list[1] = bytes4(keccak256("deposit(uint256,address,uint256)"));
        list[2] = bytes4(keccak256("mint(uint256,address)"));
        list[3] = bytes4(keccak256("mint(uint256,address,uint256)"));
        list[4] = bytes4(keccak256("withdraw(uint256,address,address)"));
        list[5] = bytes4(keccak256("withdraw(uint256,address,address,uint256)"));
        list[6] = bytes4(keccak256("redeem(uint256,address,address)"));
        list[7] = bytes4(keccak256("redeem(uint256,address,address,uint256)"));
        list[8] = IERC20.approve.selector;
        list[9] = IERC20.transfer.selector;
        list[10] = IERC20.transferFrom.selector;
        list[11] = IERC20Permit.permit.selector;
        list[12] = bytes4(keccak256("sync()"));
        list[13] = bytes4(keccak256("exit(uint256,uint256,address)"));
        list[14] = bytes4(keccak256("rescue(address,address)"));
        // One that answers alone: see Isolation.t.sol.
        list[15] = bytes4(keccak256("readmit(address)"));
        // Once, in the transaction that makes the proxy: see Initialize.t.sol.
        list[16] = IVaultUnderTest.initialize.selector;
    }

    /// @dev Closed to all but the manager itself.
    function _managersOwn() private pure returns (bytes4[] memory list) {
        list = new bytes4[](1);
        list[0] = IAccessManaged.setAuthority.selector;
    }

    function _views() private pure returns (bytes4[] memory list) {
        list = new bytes4[](45);
        list[0] = IERC20.allowance.selector;
        list[1] = IERC20.balanceOf.selector;
        list[2] = IERC20.totalSupply.selector;
        list[3] = IERC20Metadata.name.selector;
        list[4] = IERC20Metadata.symbol.selector;
        list[5] = IERC20Metadata.decimals.selector;
        list[6] = IERC20Permit.nonces.selector;
        list[7] = IERC20Permit.DOMAIN_SEPARATOR.selector;
        list[8] = IERC5267.eip712Domain.selector;
        list[9] = IAccessManaged.authority.selector;
        list[10] = IAccessManaged.isConsumingScheduledOp.selector;
        list[11] = UUPSUpgradeable.proxiableUUID.selector;
        list[12] = bytes4(keccak256("UPGRADE_INTERFACE_VERSION()"));
        list[13] = IERC4626.asset.selector;
        list[14] = IERC4626.totalAssets.selector;
        list[15] = IERC4626.convertToAssets.selector;
        list[16] = IERC4626.convertToShares.selector;
        list[17] = IERC4626.maxDeposit.selector;
        list[18] = IERC4626.maxMint.selector;
        list[19] = IERC4626.maxWithdraw.selector;
        list[20] = IERC4626.maxRedeem.selector;
        list[21] = IERC4626.previewDeposit.selector;
        list[22] = IERC4626.previewMint.selector;
        list[23] = IERC4626.previewWithdraw.selector;
        list[24] = IERC4626.previewRedeem.selector;
        list[25] = bytes4(keccak256("valuation()"));
        list[26] = bytes4(keccak256("idle()"));
        list[27] = bytes4(keccak256("strategies()"));
        list[28] = bytes4(keccak256("oracle()"));
        list[29] = bytes4(keccak256("lossBudgets()"));
        list[30] = bytes4(keccak256("checkpointRay()"));
        list[31] = bytes4(keccak256("highWaterMarkRay()"));
        list[32] = bytes4(keccak256("rebalanceNonce()"));
        list[33] = bytes4(keccak256("rebalancedAt()"));
        list[34] = bytes4(keccak256("accrual()"));
        list[35] = bytes4(keccak256("sums()"));
        list[36] = bytes4(keccak256("isolation(address)"));
        list[37] = bytes4(keccak256("strategyConfig(address)"));
        list[38] = bytes4(keccak256("riskCaps()"));
        list[39] = bytes4(keccak256("fees()"));
        list[40] = bytes4(keccak256("paused()"));
        list[41] = bytes4(keccak256("isKeeperRevoked(address)"));
        list[42] = bytes4(keccak256("maxGainRateWad()"));
        list[43] = bytes4(keccak256("maxStaleness()"));
        list[44] = bytes4(keccak256("maxKeeperSilence()"));
    }

    function _know(bytes4[] memory list) private {
        for (uint256 i; i < list.length; ++i) {
            assertFalse(_known[list[i]], vm.toString(bytes32(list[i])));
            _known[list[i]] = true;
            _all.push(list[i]);
        }
    }

    function _knowAll() private {
        _know(VaultRoles.curatorFunctions());
        _know(VaultRoles.guardianFunctions());
        _know(VaultRoles.keeperFunctions());
        _know(VaultRoles.upgraderFunctions());
        _know(_open());
        _know(_managersOwn());
        _know(_views());
    }

    function test_NoFunctionIsForgotten() public {
        _knowAll();
        (address[3] memory parts, uint256 seen) = (_deployParts(), 0);
        for (uint256 i; i < parts.length; ++i) {
            bytes4[] memory found = Selectors.dispatched(parts[i].code);
            assertGt(found.length, 5);
            for (uint256 j; j < found.length; ++j) {
                assertTrue(_known[found[j]], vm.toString(bytes32(found[j])));
            }
            seen += found.length;
        }
        assertGe(seen, _all.length, "the code was read whole");
    }

    function test_NoFunctionIsListedThatIsNotThere() public {
        _knowAll();
        address[3] memory parts = _deployParts();
        for (uint256 i; i < parts.length; ++i) {
            bytes4[] memory found = Selectors.dispatched(parts[i].code);
            for (uint256 j; j < found.length; ++j) {
                _known[found[j]] = false;
            }
        }
        for (uint256 i; i < _all.length; ++i) {
            assertFalse(_known[_all[i]], vm.toString(bytes32(_all[i])));
        }
    }

    function test_ViewsChangeNothing() public view {
        bytes4[] memory list = _views();
        for (uint256 i; i < list.length; ++i) {
            (bool ok,) = address(vault).staticcall(bytes.concat(list[i], new bytes(64)));
            // A part's view runs through a fallback and still writes nothing, else the static call would fail.
            assertTrue(ok || list[i] == UUPSUpgradeable.proxiableUUID.selector, vm.toString(bytes32(list[i])));
        }
    }

    /// @dev Whoever has no role may do everything on the open list and is barred from the rest.
    function test_AStrangerMaySyncExitAndRescue() public {
        vm.prank(eve);
        vault.sync();
        uint256 shares = _deposit(eve, 1e18);
        vm.prank(eve);
        assertGt(vault.exit(shares, 0, eve), 0);
    }

    function _deployParts() private returns (address[3] memory parts) {
        parts[2] = vm.deployCode("VaultGovernance.sol:VaultGovernance");
        parts[1] = vm.deployCode("VaultOperations.sol:VaultOperations", abi.encode(parts[2]));
        parts[0] = vm.deployCode("LstVault.sol:LstVault", abi.encode(parts[1]));
    }
}
